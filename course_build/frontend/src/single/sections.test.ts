import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { all, one } from "../dom";
import { SHOWN } from "../page";
import { goalOf, Sections } from "./sections";

const BODY = `
  <a class="md-skip" href="#home">Skip</a><input id="__drawer" type="checkbox">
  <div class="md-sidebar--primary"><nav class="md-nav--primary"><ul>
    <li class="md-nav__item"><a class="md-nav__link" href="#home">Home</a></li>
    <li class="md-nav__item md-nav__item--nested"><input type="checkbox"><ul>
      <li class="md-nav__item"><a class="md-nav__link" href="#lessons/two">Two</a>
        <nav class="md-nav--secondary"><label for="__toc">Contents</label><a class="md-nav__link" href="#part">Part</a></nav></li>
    </ul></li>
  </ul></nav></div>
  <article class="course-page" id="home" data-title="The course" data-wide><h1 id="the-course">Course</h1></article>
  <article class="course-page" id="lessons/two" data-title="Two"><h1 id="two">Two</h1><details><h2 id="part">Part</h2></details></article>
  <article class="course-page" id="playground" data-title="Play"><h1>Play</h1><div data-part="playground"></div></article>`;

const shown = (): string[] => all(document, ".course-page:not([hidden])").map((each) => each.id);

function go(hash: string): void {
  location.hash = hash;
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

let leave = new AbortController();

beforeEach(() => {
  vi.useFakeTimers();
  // What one test started hears nothing of the next.
  leave = new AbortController();
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    vi.spyOn(target, "addEventListener").mockImplementation(
      (kind: string, hear: EventListenerOrEventListenerObject) =>
        add(kind, hear, { signal: leave.signal, capture: kind === SHOWN }),
    );
  }
  document.body.innerHTML = BODY;
  window.scrollTo = vi.fn();
  Element.prototype.scrollIntoView = vi.fn();
  location.hash = "";
});

afterEach(() => {
  leave.abort();
  vi.restoreAllMocks();
});

it.each([
  ["", "home", "home"],
  ["#lessons/two", "lessons/two", "lessons/two"],
  ["#part", "lessons/two", "part"],
  ["#p=1&tech=layer", "playground", "playground"],
  ["#lessons%2Ftwo", "lessons/two", "lessons/two"],
])("the address %o leads to the section %o", (hash, section, goal) => {
  const found = goalOf(hash);
  expect([found?.section.id, found?.goal.id]).toEqual([section, goal]);
});

it.each(["#nowhere", "#%E0%A4%A", "#__drawer"])("the address %o leads to no section", (hash) => {
  expect(goalOf(hash)).toBeNull();
});

it("shows the section of the address, and lets title, navigation, way past it and focus follow", () => {
  const heard: string[] = [];
  document.addEventListener(SHOWN, (event) => heard.push((event.target as Element).id), true);
  new Sections().arrive(true);
  expect([shown(), document.title]).toEqual([["home"], "The course"]);
  expect(one(document, ".md-sidebar--primary").hidden).toBe(true);
  expect(document.activeElement).toBe(document.body);
  one<HTMLInputElement>(document, "#__drawer").checked = true;
  go("#lessons/two");
  expect([shown(), document.title]).toEqual([["lessons/two"], "Two"]);
  expect(one(document, ".md-sidebar--primary").hidden).toBe(false);
  expect(one(document, "[aria-current=page]").textContent).toBe("Two");
  expect(one<HTMLInputElement>(document, ".md-nav__item--nested > input").checked).toBe(true);
  expect(one<HTMLInputElement>(document, "#__drawer").checked).toBe(false);
  expect(one(document, ".md-skip").getAttribute("href")).toBe("#two");
  expect(document.activeElement).toBe(one(document, "#two"));
  expect(heard).toEqual(["home", "lessons/two"]);
});

it("stays where it is when the address leads nowhere, or elsewhere in the same section", () => {
  location.hash = "#lessons/two";
  const heard = vi.fn();
  new Sections().arrive(true);
  document.addEventListener(SHOWN, heard, true);
  go("#part");
  go("#nowhere");
  expect(shown()).toEqual(["lessons/two"]);
  expect(heard).not.toHaveBeenCalled();
});

it("opens what an address leads into, and lets Material know each section once", () => {
  const next = vi.fn();
  window.document$ = { next };
  new Sections().arrive(true);
  for (const hash of ["#part", "#home", "#lessons/two"]) go(hash);
  expect(one<HTMLDetailsElement>(document, "details").open).toBe(true);
  expect(next).toHaveBeenCalledTimes(2);
  expect(all(document, "[data-md-component=content]").map((each) => each.id)).toEqual(["lessons/two"]);
  delete window.document$;
});

it("lets the browser find in what is not shown; then shows it, and the address says so", () => {
  new Sections().arrive(true);
  const find = (id: string): boolean => one(document, `[id="${id}"]`).dispatchEvent(new Event("beforematch"));
  const before = history.length;
  expect(one(document, "#playground").getAttribute("hidden")).toBe("until-found");
  find("playground");
  expect([shown(), location.hash]).toEqual([["playground"], "#playground"]);
  // One step back leads to where the search began, however far it went.
  find("lessons/two");
  expect([shown(), location.hash]).toEqual([["lessons/two"], "#lessons/two"]);
  expect(history.length).toBe(before + 1);
  go("#home");
  expect(shown()).toEqual(["home"]);
});

it("leaves the address to the browser that it leads into what is not shown", () => {
  new Sections().arrive(true);
  location.hash = "#part";
  const before = history.length;
  one(document, "[id='lessons/two']").dispatchEvent(new Event("beforematch"));
  expect([shown(), location.hash, history.length]).toEqual([["lessons/two"], "#part", before]);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
  expect(document.activeElement).toBe(one(document, "#part"));
});

it("has the outline of what is shown in the drawer, and closes the drawer also when it leads to where it is", () => {
  new Sections().arrive(true);
  expect(document.querySelector("#__toc")).toBeNull();
  go("#lessons/two");
  const entry = one(document, ".md-nav__item:has(> [href='#lessons/two'])");
  expect(one(entry, ":scope > label[for=__toc]").textContent).toBe("Two");
  expect(entry.classList.contains("md-nav__item--active")).toBe(true);
  one<HTMLInputElement>(entry, "#__toc").checked = true;
  const drawer = one<HTMLInputElement>(document, "#__drawer");
  for (const href of ["#part", "#part"]) {
    drawer.checked = true;
    one<HTMLElement>(entry, `[href='${href}']`).click();
    go(href);
    expect(drawer.checked).toBe(false);
  }
  go("#home");
  expect(document.querySelector("#__toc, label[for=__toc].md-nav__link")).toBeNull();
  expect(one<HTMLInputElement>(document, ".md-nav__item--nested > input").checked).toBe(false);
});

it("returns to where the reader was, but begins at the top where they follow a link", () => {
  new Sections().arrive(true);
  Object.defineProperty(window, "scrollY", { value: 700, configurable: true });
  one<HTMLElement>(document, "[href='#lessons/two']").click();
  go("#lessons/two");
  expect(window.scrollTo).toHaveBeenLastCalledWith({ top: 0, behavior: "instant" });
  go("#home");
  expect(window.scrollTo).toHaveBeenLastCalledWith({ top: 700, behavior: "instant" });
});
