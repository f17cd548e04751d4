// What stands around the sections follows the one that is shown: the navigation, its drawer, and the way past it.

import { all, element } from "../dom";

const TOGGLE = "__toc";
const NESTED = "md-nav__item--nested";
const ACTIVE = "md-nav__item--active";

export class Around {
  /** On a narrow screen these open the outline of the section in the drawer; they move from entry to entry. */
  private readonly toggle = element("input", {
    class: "md-nav__toggle md-toggle",
    id: TOGGLE,
    type: "checkbox",
  });
  private readonly words = element("span", { class: "md-ellipsis" });
  private readonly opener = element(
    "label",
    { class: "md-nav__link md-nav__link--active", for: TOGGLE },
    this.words,
    element("span", { class: "md-nav__icon md-icon" }),
  );

  /** Let all of it show where the reader is. */
  follow(section: HTMLElement): void {
    document.querySelector(".md-sidebar--primary")?.toggleAttribute("hidden", "wide" in section.dataset);
    document
      .querySelector(".md-skip")
      ?.setAttribute("href", `#${section.querySelector("h1")?.id || section.id}`);
    this.toggle.remove();
    this.opener.remove();
    let here: HTMLAnchorElement | null = null;
    for (const link of all<HTMLAnchorElement>(document, ".md-nav--primary a.md-nav__link")) {
      const isHere = link.getAttribute("href") === `#${section.id}`;
      link.classList.toggle("md-nav__link--active", isHere);
      if (isHere) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      if (isHere) here = link;
    }
    for (const entry of all(document, ".md-nav--primary .md-nav__item")) {
      const isAround = here !== null && entry.contains(here);
      entry.classList.toggle(ACTIVE, isAround);
      const opened = entry.querySelector<HTMLInputElement>(":scope > input");
      if (opened && entry.classList.contains(NESTED)) opened.checked = isAround;
    }
    if (here?.nextElementSibling?.matches("nav")) {
      this.toggle.checked = false;
      this.words.textContent = here.textContent?.trim() ?? "";
      here.before(this.toggle, this.opener);
    }
  }
}

/** Close the drawer that holds the navigation on a narrow screen. */
export function closeDrawer(): void {
  const drawer = document.querySelector<HTMLInputElement>("#__drawer");
  if (drawer?.checked) drawer.click();
}
