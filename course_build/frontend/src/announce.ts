// What a screen reader says without being asked: one quiet region for the whole page, at its end.
//
// What is said is on the page too, so the region stays out of the way of who reads on.

import { element } from "./dom";

let region: HTMLElement | undefined;

/** Make the region: it has to stand on the page for a while before anything is said in it. */
export function prepareToAnnounce(): void {
  if (region?.isConnected) return;
  region = element("div", { class: "course-hidden", role: "status" });
  document.body.append(region);
}

/** Say something once; it replaces what was said before. */
export function announce(...content: (Node | string)[]): void {
  prepareToAnnounce();
  region?.replaceChildren(...content.map((one) => (typeof one === "string" ? one : spoken(one))));
}

/** A copy of what the page shows, without what could be reached by the keyboard or found by an id. */
function spoken(shown: Node): Node {
  const copy = element("div", {}, shown.cloneNode(true));
  for (const one of copy.querySelectorAll("button, nav, script")) one.remove();
  for (const one of copy.querySelectorAll("a")) one.replaceWith(...one.childNodes);
  for (const one of copy.querySelectorAll("[id], [tabindex]")) {
    one.removeAttribute("id");
    one.removeAttribute("tabindex");
  }
  return copy;
}
