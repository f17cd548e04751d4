// Progress on the page: the map of the course, the end of a part, the header and the navigation.

import { all, element, one } from "../dom";
import { pageOf, whenShownAgain } from "../page";
import { follow as followReview, pointer, standingsNow } from "../review/standing";
import { store } from "../store";
import { type Course, completed, counted, place, setComplete, setPlace, summed, wayOn } from "./course";

/** What the build wrote of the course, for the page that an element stands on. */
function courseFor(root: Element): Course {
  return JSON.parse(one(pageOf(root), ".course-outline").textContent ?? "") as Course;
}

/** Show something now, and again whenever a record of progress changes, in this tab or another. */
function follow({ parts }: Course, show: (done: Set<string>) => void): void {
  const showNow = (): void => show(completed(store(), parts));
  store().watch((kind) => {
    // An empty kind stands for all of them.
    if (["page", "place", ""].includes(kind)) showNow();
  });
  showNow();
}

/** Say in a line what the review holds, where the build says anything of it. */
function pointToReview(course: Course, show: (words: string, address: string) => void): void {
  const review = course.review ?? null;
  if (review === null) return;
  followReview(store(), () => {
    const now = new Date();
    show(pointer(standingsNow(store(), review.questions, now), now), review.address);
  });
}

/** The map of the course: what is complete, and the button that leads to where the reader was. */
export function mountMap(root: HTMLElement): void {
  const course = courseFor(root);
  const { parts } = course;
  const button = root.querySelector<HTMLAnchorElement>(".course-map__start > a");
  if (button === null) return;
  const total = one(root, ".course-map__total");
  const whole = total.textContent ?? "";
  follow(course, (done) => {
    for (const entry of all(root, "li")) {
      one(entry, ".course-map__state").replaceChildren(
        ...(done.has(entry.dataset.page ?? "") ? [tick()] : []),
      );
    }
    const way = wayOn(parts, done, place(store(), parts));
    if (way === null) return;
    total.textContent = summed(parts, done) || whole;
    button.textContent = way.label;
    button.href = way.part.address;
  });
  pointToReview(course, (words, address) => {
    const link = element("a", { href: address }, "Review");
    root.querySelector(".course-map__review")?.replaceChildren(...(words ? [link, `: ${words}`] : []));
  });
}

/** The end of a part: the button that marks it, and what is said about it. */
export function mountEnd(root: HTMLElement): void {
  const course = courseFor(root);
  const { here, parts } = course;
  if (here === null) return;
  const button = one<HTMLButtonElement>(root, ".course-end__button");
  const status = one(root, ".course-end__status");
  const arrive = (): void => setPlace(store(), here, new Date());
  arrive();
  whenShownAgain(root, arrive);
  button.addEventListener("click", () => {
    setComplete(store(), here, button.getAttribute("aria-pressed") !== "true", new Date());
  });
  follow(course, (done) => {
    button.setAttribute("aria-pressed", String(done.has(here)));
    const said = summed(parts, done);
    status.textContent = said && `${said}.`;
  });
  const due = root.querySelector(".course-end__review > span");
  const usual = due?.textContent ?? "";
  pointToReview(course, (words) => {
    if (due !== null) due.textContent = words || usual;
  });
  // From now on: a screen reader says what changes, and not what was there.
  status.setAttribute("role", "status");
}

/** The line in the header. */
export function mountProgress(root: HTMLElement): void {
  const course = courseFor(root);
  follow(course, (done) => {
    const count = counted(course.parts, done);
    const words = element("span", { class: "course-progress__words" }, " parts complete");
    root.replaceChildren(...(count === "" ? [] : [count, words]));
  });
}

/** Ticks beside the parts in the site's navigation. */
export function mountNavigation(root: HTMLElement): void {
  const course = courseFor(root);
  const { here, parts } = course;
  const ids = new Map(parts.map((part) => [new URL(part.address, location.href).href, part.id]));
  const entries: [HTMLElement, string][] = [];
  for (const link of all<HTMLAnchorElement>(root, "a.md-nav__link[href]")) {
    const id = ids.get(link.href);
    if (id !== undefined) entries.push([link, id]);
  }
  // On a phone, a label stands for the page that is open.
  const label = root.querySelector<HTMLElement>("label.md-nav__link--active");
  if (label !== null && here !== null) entries.push([label, here]);
  follow(course, (done) => {
    for (const [entry, id] of entries) {
      entry.querySelector(".course-tick")?.remove();
      entry.classList.toggle("course-ticked", done.has(id));
      if (done.has(id)) entry.append(tick());
    }
  });
}

function tick(): HTMLElement {
  const mark = element("span", { "aria-hidden": "true" }, "✓");
  return element(
    "span",
    { class: "course-tick" },
    mark,
    element("span", { class: "course-tick__word" }, " Complete"),
  );
}
