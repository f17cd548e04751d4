// Small helpers for making elements.

/** An element with attributes and children; a text child is text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The one element that a selector finds inside `root`; the build put it there. */
export function one<T extends Element = HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}

/** All elements that a selector finds inside `root`. */
export function all<T extends Element = HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

/** The look of the button that most readers want. */
export const PRIMARY = "course-button--primary";

/** A button of the course's look, and what it does. */
export function button(words: string, act: () => void = () => {}, more = ""): HTMLButtonElement {
  const made = element("button", { type: "button", class: `course-button ${more}`.trimEnd() }, words);
  made.addEventListener("click", act);
  return made;
}

/** Say something where something stands; what is the same already is not announced again. */
export function say(target: Element, words: string): void {
  if (target.textContent !== words) target.textContent = words;
}

/** An element of a drawing. */
export function svgElement(
  tag: string,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
