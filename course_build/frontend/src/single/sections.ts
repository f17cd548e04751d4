// Shows one section of the document at a time: the one that holds what the address names.

import { all } from "../dom";
import { PAGE, SHOWN } from "../page";
import { Around, closeDrawer } from "./around";

const STATE = /^#p=\d/;
const COMPONENT = "data-md-component";
/** The state of an address in the history that the browser's search led to. */
const FOUND = "found";
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
  private readonly around = new Around();
  /** Where the reader was in each. */
  private readonly left = new Map<HTMLElement, number>();
  /** The one that the address led to last; the browser may show another before it says where it leads. */
  private arrived: HTMLElement | null = null;
  /** Whether a link was followed; else the reader goes back and forward. */
  private followed = false;
  private shown: HTMLElement | null = null;
  /** What Material knows: all sections at once take it many seconds in WebKit, and one twice has its buttons twice. */
  private readonly known = new Set<HTMLElement>();

  constructor() {
    // Who goes back returns to where they were, and only this script knows where that is.
    history.scrollRestoration = "manual";
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
      if (link === null) return;
      // The browser tells nothing of an address that is the same.
      if (link.getAttribute("href") === location.hash) closeDrawer();
      this.followed = true;
      this.leave();
      setTimeout(() => {
        this.followed = false;
      }, 500);
    });
    window.addEventListener("hashchange", () => this.arrive());
    // The browser found something in a section that is not shown, or was led there by the address.
    for (const section of this.sections) {
      section.addEventListener("beforematch", () => this.find(section));
    }
  }

  /** Show what the address names. */
  arrive(first = false): void {
    const found = goalOf(location.hash) ?? (first ? goalOf("") : null);
    if (found === null) return;
    const { section, goal } = found;
    const isOther = section !== this.arrived;
    const back = !this.followed && !first;
    this.followed = false;
    // Who follows a link in the drawer wants to see where it leads, also where they are already.
    closeDrawer();
    if (!isOther) {
      open(goal);
      return;
    }
    this.arrived = section;
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

  /**
   * Show what the browser found. Back leads to where the reader was before they searched, however many sections the
   * search has led through.
   */
  private find(section: HTMLElement): void {
    // An address that leads into a section that is not shown is followed by the browser first, and by arrive() then.
    if (goalOf(location.hash)?.section !== section) {
      this.leave();
      const isAgain = history.state === FOUND;
      history[isAgain ? "replaceState" : "pushState"](FOUND, "", `#${section.id}`);
      this.arrived = section;
    }
    this.show(section);
  }

  private leave(): void {
    if (this.shown !== null) this.left.set(this.shown, window.scrollY);
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
    this.around.follow(section);
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
