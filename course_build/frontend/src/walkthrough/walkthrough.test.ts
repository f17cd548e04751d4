import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { all, element, one } from "../dom";
import { mount } from "./index";

function link(number: number, text: string): HTMLElement {
  return element("a", { class: "course-button", href: `#step-${number}` }, text);
}

function step(number: number, ...content: HTMLElement[]): HTMLElement {
  const heading = element("h2", { id: `step-${number}` }, `Title ${number}`);
  return element(
    "section",
    { class: "course-step" },
    heading,
    link(number - 1, "Back"),
    link(number + 1, "Next"),
    ...content,
  );
}

let root: HTMLElement;

const shown = (): number[] =>
  all(root, ".course-step").flatMap((one, place) =>
    one.classList.contains("course-step--current") ? [place + 1] : [],
  );

function press(from: HTMLElement, key: string): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  from.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  history.replaceState(null, "", "#");
  root = element(
    "section",
    {},
    step(1),
    step(2, element("input")),
    step(3, element("figure", { id: "f01" })),
  );
  document.body.replaceChildren(root, element("h2", { id: "after" }));
});

afterEach(() => document.body.replaceChildren());

describe("a walkthrough", () => {
  it("marks the step that is shown in the table of contents", () => {
    const links = [1, 2, 3].map((number) => element("a", { class: "md-nav__link", href: `#step-${number}` }));
    document.body.append(...links);
    mount(root);
    one(root, 'a[href="#step-2"]').click();
    expect(links.map((link) => link.getAttribute("aria-current"))).toEqual([null, "step", null]);
  });

  it("starts with its first step, and leaves the focus where it is", () => {
    mount(root);
    expect(shown()).toEqual([1]);
    expect(document.activeElement).toBe(document.body);
  });

  it("starts with the step that the address names, or that holds what it names", () => {
    for (const [hash, number] of [
      ["#step-2", 2],
      ["#f01", 3],
      ["#after", 1],
      ["#nothing", 1],
    ] as const) {
      history.replaceState(null, "", hash);
      mount(root);
      expect(shown()).toEqual([number]);
    }
  });

  it("goes where a link leads, with an entry in the history and the focus on the title", () => {
    mount(root);
    const before = history.length;
    one(root, 'a[href="#step-2"]').click();
    expect(shown()).toEqual([2]);
    expect(location.hash).toBe("#step-2");
    expect(history.length).toBe(before + 1);
    expect(document.activeElement?.id).toBe("step-2");
  });

  it("follows the arrow keys to its ends", () => {
    mount(root);
    const numbers = ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft"].map(
      (key) => {
        press(root, key);
        return shown()[0];
      },
    );
    expect(numbers).toEqual([2, 3, 3, 2, 1, 1]);
    expect(location.hash).toBe("#step-1");
  });

  it("leaves the arrows to a field in which somebody types", () => {
    history.replaceState(null, "", "#step-2");
    mount(root);
    expect(press(one(root, "input"), "ArrowRight").defaultPrevented).toBe(false);
    expect(shown()).toEqual([2]);
    expect(press(one(root, "#step-2"), "ArrowRight").defaultPrevented).toBe(true);
    expect(shown()).toEqual([3]);
  });

  it("follows the address, unless it names what is elsewhere", () => {
    mount(root);
    for (const [hash, number] of [
      ["#step-3", 3],
      ["#after", 3],
      ["#", 1],
    ] as const) {
      history.replaceState(null, "", hash);
      window.dispatchEvent(new Event("hashchange"));
      expect(shown()).toEqual([number]);
    }
  });
});
