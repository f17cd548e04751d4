// Shows one section of the document at a time: the one that holds what the address names.

import { all } from "../dom";
import { PAGE, SHOWN } from "../page";

const STATE = /^#p=\d/;
const COMPONENT = "data-md-component";
const PLAYGROUND = '[data-part="playground"]';

/** What an address names, and the section that it stands in; the first section where the address names nothing. */
export function goalOf(hash: string): { section: HTMLElement; goal: Element } | null {
  const goal = STATE.test(hash)
    ? document.querySelector(PLAYGROUND)?.closest(PAGE)
    : hash.length > 1
      ? document.getElementById(decoded(hash.slice(1)))
      : document.querySelector(PAGE);
  const section = goal?.closest<HTMLElement>(PAGE);
  return goal && section ? { section, goal } : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

declare global {
  interface Window {
    /** Material's: whoever tells it that there is another document lets it look for its components again. */
    document$?: { next: (changed: Document) => void };
  }
}

export class Sections {
  private readonly sections = all(document, PAGE);
  /** Where the reader was in each. */
  private readonly left = new Map<HTMLElement, number>();
  /** Whether a link was followed; else the reader goes back and forward. */
  private followed = false;
  private shown: HTMLElement | null = null;
  /** The one that the address led to last; the browser may have shown another on its own. */
  private led: HTMLElement | null = null;
  /** What Material knows: all sections at once take it many seconds in WebKit, and one twice has its buttons twice. */
  private readonly known = new Set<HTMLElement>();

  constructor() {
    // Who goes back returns to where they were, and only this script knows where that is.
    history.scrollRestoration = "manual";
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
      if (link === null) return;
      this.followed = true;
      if (this.shown !== null) this.left.set(this.shown, window.scrollY);
      setTimeout(() => {
        this.followed = false;
      }, 500);
    });
    window.addEventListener("hashchange", () => this.arrive());
    // The browser found something in a section that is not shown, or was led there by the address.
    for (const section of this.sections) {
      section.addEventListener("beforematch", () => {
        this.show(section);
      });
    }
  }

  /** Show what the address names. */
  arrive(first = false): void {
    const found = goalOf(location.hash) ?? (first ? goalOf("") : null);
    if (found === null) return;
    const { section, goal } = found;
    const isOther = section !== this.shown || section !== this.led;
    const back = !this.followed && !first;
    this.followed = false;
    if (!isOther) {
      open(goal);
      return;
    }
    this.led = section;
    this.show(section);
    if (goal !== section) {
      open(goal);
      // What else follows the address comes first.
      requestAnimationFrame(() => goal.scrollIntoView());
      focus(goal);
      return;
    }
    window.scrollTo({ top: (back && this.left.get(section)) || 0, behavior: "instant" });
    if (!first) focus(section.querySelector("h1") ?? section);
  }

  private show(section: HTMLElement): void {
    if (section === this.shown) return;
    for (const each of this.sections) {
      if (each === section) {
        each.removeAttribute("hidden");
        each.removeAttribute("aria-hidden");
      } else if (!each.hidden) {
        each.setAttribute("hidden", "until-found");
        // What it holds is hidden; else it would be an empty article for a screen reader.
        each.setAttribute("aria-hidden", "true");
      }
    }
    this.shown = section;
    if (!this.known.has(section)) {
      for (const each of this.known) each.removeAttribute(COMPONENT);
      this.known.add(section);
      section.setAttribute(COMPONENT, "content");
      window.document$?.next(document);
    }
    document.documentElement.dataset.pages = "shown";
    document.title = section.dataset.title ?? "";
    around(section);
    section.dispatchEvent(new Event(SHOWN));
  }
}

/** Open the closed texts that something stands in. */
function open(goal: Element): void {
  const closed = goal.closest<HTMLDetailsElement>("details:not([open])");
  if (closed === null) return;
  closed.open = true;
  open(closed);
}

function focus(goal: Element): void {
  if (!(goal instanceof HTMLElement)) return;
  if (goal.tabIndex < 0) goal.tabIndex = -1;
  goal.focus({ preventScroll: true });
}

/** Let what stands around the sections follow: the navigation, and the way past it. */
function around(section: HTMLElement): void {
  const sidebar = document.querySelector<HTMLElement>(".md-sidebar--primary");
  sidebar?.toggleAttribute("hidden", "wide" in section.dataset);
  const drawer = document.querySelector<HTMLInputElement>("#__drawer");
  if (drawer?.checked) drawer.click();
  document
    .querySelector(".md-skip")
    ?.setAttribute("href", `#${section.querySelector("h1")?.id || section.id}`);
  for (const link of all<HTMLAnchorElement>(document, ".md-nav--primary a.md-nav__link")) {
    const isHere = link.getAttribute("href") === `#${section.id}`;
    link.classList.toggle("md-nav__link--active", isHere);
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    const entry = link.closest(".md-nav__item");
    entry?.classList.toggle("md-nav__item--active", isHere);
    if (!isHere) continue;
    const group = entry?.parentElement?.closest(".md-nav__item--nested");
    const toggle = group?.querySelector<HTMLInputElement>(":scope > input");
    if (toggle) toggle.checked = true;
  }
}
