// Which page of the course something stands on: the document or, in the copy that is one file, a section of it.

/** Each page of that copy; only the one that the reader opened is shown. */
export const PAGE = ".course-page";
/** What a section hears each time that it is shown. */
export const SHOWN = "course-shown";

/** The page that an element stands on; what stands on no section is around all of them. */
export function pageOf(element: Element): ParentNode {
  return element.closest(PAGE) ?? document;
}

/** Do something when the page of an element is shown: at once where it is the document, or else as soon as it is. */
export function whenFirstShown(element: Element, act: () => void): void {
  const section = element.closest(PAGE);
  if (section === null) act();
  else section.addEventListener(SHOWN, act, { once: true });
}

/** Do something each time that the reader comes back to the page of an element. */
export function whenShownAgain(element: Element, act: () => void): void {
  element.closest(PAGE)?.addEventListener(SHOWN, act);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) act();
  });
}
