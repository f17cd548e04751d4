// Shows one step of a walkthrough at a time: the one of the page's address, moved by links, arrow keys and history.

import { all, one } from "../dom";
import { stepOfKey } from "./keys";

/** Where arrows have a meaning of their own. */
const OWN_ARROWS = "input, select, textarea, [contenteditable], .course-figure__scroll";
/** Styles show the step of the address until then; see walkthrough.css. */
const LIVE = "course-walkthrough--live";
const CURRENT = "course-step--current";

/** Give a walkthrough its behavior. */
export function mount(root: HTMLElement): void {
  const steps = all(root, ".course-step");
  const headings = steps.map((step) => one(step, "h2"));
  // Material marks what was scrolled past, and takes hidden titles for such.
  const contents = headings.flatMap((heading) =>
    all<HTMLAnchorElement>(document, `.md-nav__link[href$="#${heading.id}"]`),
  );
  let current = stepWith(target(), steps) ?? 0;

  const show = (index: number): void => {
    current = index;
    for (const [place, step] of steps.entries()) step.classList.toggle(CURRENT, place === index);
    for (const link of contents) {
      if (link.hash === `#${headings[index]?.id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  };

  /** Show a step, and move the focus to its heading, which a screen reader reads out with the step's number. */
  const goTo = (index: number): void => {
    show(index);
    headings[index]?.focus({ preventScroll: true });
    if (root.getBoundingClientRect().top < parseFloat(getComputedStyle(root).scrollMarginTop))
      root.scrollIntoView();
  };

  const visit = (index: number): void => {
    const heading = headings[index];
    if (index === current || heading === undefined) return;
    history.pushState(null, "", `#${heading.id}`);
    goTo(index);
  };

  for (const heading of headings) heading.tabIndex = -1;
  // A click anywhere inside moves the focus here, so that the arrow keys work.
  root.tabIndex = -1;
  show(current);
  root.classList.add(LIVE);

  root.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".course-button") : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const index = headings.findIndex((heading) => link.hash === `#${heading.id}`);
    if (index < 0) return;
    event.preventDefault();
    visit(index);
  });

  root.addEventListener("keydown", (event) => {
    if (event.target instanceof Element && event.target.closest(OWN_ARROWS) !== null) return;
    const index = stepOfKey(event, current, steps.length);
    if (index === null) return;
    event.preventDefault();
    visit(index);
  });

  // Back and forward, and links from elsewhere on the page.
  window.addEventListener("hashchange", () => {
    const goal = target();
    const index = stepWith(goal, steps);
    if (index === null || index === current) return;
    goTo(index);
    if (goal !== null && goal !== headings[index]) goal.scrollIntoView();
  });
}

/** What the page's address names. */
function target(): Element | null {
  return document.getElementById(location.hash.slice(1));
}

/** The step, from 0, that holds an element; the first one where the address names nothing, null for what is elsewhere. */
function stepWith(goal: Element | null, steps: readonly HTMLElement[]): number | null {
  if (location.hash.length < 2) return 0;
  const index = steps.findIndex((step) => step.contains(goal));
  return index < 0 ? null : index;
}
