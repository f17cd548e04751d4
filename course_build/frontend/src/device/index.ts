// "Without a network", on Your data: what this device keeps, and one button that removes it or keeps it again.

import { announce } from "../announce";
import { one } from "../dom";
import { placeOf } from "./place";
import { isOff, type Kept, kept, remove, want, workers } from "./worker";

const FILE = "This copy of the course is opened from files: it works without a network as it is.";
const CANNOT =
  "This browser cannot keep the course at this address. A copy to take along works without a network too.";
const REFUSED = "The browser could not keep the course: it may lack room, or the network may be gone.";

export function mount(root: HTMLElement): void {
  const state = one(root, ".course-device__state");
  const button = one<HTMLButtonElement>(root, "button");
  const place = placeOf(document);
  if (!place || !workers()) {
    state.textContent = location.protocol === "file:" ? FILE : CANNOT;
    button.disabled = true;
    return;
  }
  let off = isOff();
  const show = async (): Promise<string> => {
    const found = await kept(place);
    const words = inWords(found, off);
    state.textContent = words;
    button.textContent = off || found.files === 0 ? "Keep it on this device" : "Remove from this device";
    off ||= found.files === 0;
    return words;
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    state.textContent = off ? "Keeping the core path …" : "Removing …";
    const done = off ? await want(place) : await remove(place).then(() => true);
    off = done ? !off : off;
    const words = await show();
    if (!done) state.textContent = REFUSED;
    announce(done ? words : REFUSED);
    button.disabled = false;
    button.focus();
  });
  void show();
}

/** What is kept, in a sentence. */
export function inWords({ files, bytes, python }: Kept, off: boolean): string {
  if (files === 0)
    return off ? "Nothing is kept on this device, as you chose." : "Nothing is kept on this device yet.";
  const size = `${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
  return python
    ? `The core path and Python are kept on this device: ${size}.`
    : `The core path is kept on this device: ${size}. Python comes to it when you first use it.`;
}
