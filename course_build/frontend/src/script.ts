// Brings a script of ours that the page may not have: a script and no module, so that it also comes where pages are files.

import { base } from "./base";
import { element } from "./dom";
import { bring } from "./python/bring";
import { UPDATED, wasUpdated } from "./version/updated";

/** Settle when a script of the folder of ours has run; where the page names it, that is waited for. */
export async function bringScript(file: string, name: string): Promise<void> {
  const address = new URL(file, base);
  if (window.courseHeld) {
    // The policy of a copy that is one file allows a script by its content.
    document.head.append(element("script", {}, await (await bring(address)).text()));
    return;
  }
  const src = address.href;
  const named = [...document.scripts].find((one) => one.src === src);
  // Once the page is complete, it has run, or did not come.
  const script = named && document.readyState !== "complete" ? named : element("script", { src });
  await new Promise<void>((resolve, reject) => {
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", async () => {
      reject(new Error((await wasUpdated()) ? UPDATED : `${name} did not come`));
    });
    if (script !== named) document.head.append(script);
  });
}
