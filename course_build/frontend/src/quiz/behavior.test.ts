import { beforeEach, describe, expect, it } from "vitest";
import { element, one } from "../dom";
import { Store } from "../store/store";
import { Behavior } from "./behavior";
import type { Judged, Question } from "./contract";

const VERDICT = { right: true, score: 1, explains: [{ name: "answer", right: true }], comment: "" };

/** A type whose answers are judged when the test says so, as those that run code are. */
class Slow implements Question {
  readonly movable = [];
  locked = false;
  entered = "";
  asked: string[] = [];
  done: (judged: Judged) => void = () => {};

  constructor(private readonly row: HTMLElement) {}

  answer(): string {
    return this.entered;
  }
  check(answer: unknown): Promise<Judged> {
    this.asked.push(String(answer));
    return new Promise((resolve) => {
      this.done = resolve;
    });
  }
  restore(answer: unknown): boolean {
    this.entered = String(answer);
    return this.entered !== "damaged";
  }
  arrange(): void {}
  reset(): void {}
  lock(locked: boolean): void {
    this.locked = locked;
  }
  place(): Element {
    return this.row;
  }
  focus(): void {}
}

let root: HTMLElement;
let slow: Slow;
let store: Store;
const button = (): HTMLButtonElement => one<HTMLButtonElement>(root, ".course-button");
const shown = (): number => root.querySelectorAll(".course-quiz__explanation").length;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function open(): void {
  const row = element("p", {}, "answer");
  const explained = element(
    "div",
    { "data-explains": "answer" },
    element("dt", {}, element("span", {}, "so")),
    element("dd", {}, "Because."),
  );
  const details = element(
    "details",
    { class: "course-quiz__answer" },
    element("summary", {}, "Answer"),
    element("dl", {}, explained),
  );
  root = element("section", {}, row, details);
  document.body.replaceChildren(root);
  slow = new Slow(row);
  new Behavior(root, "slow", "content", slow, store).start();
}

describe("a type that promises its verdict", () => {
  beforeEach(() => {
    store = new Store("norms", null);
    open();
  });

  it("is locked and says so until the verdict is there, and is asked once", async () => {
    slow.entered = "code";
    button().click();
    expect([button().textContent, slow.locked, shown()]).toEqual(["Checking…", true, 0]);
    button().click();
    expect(slow.asked).toEqual(["code"]);
    slow.done(VERDICT);
    await settled();
    expect(shown()).toBe(1);
    expect(store.get("answer", "slow")).toMatchObject({ answer: "code", right: true, tries: 1 });
  });

  it("asks on when the answer cannot be judged", async () => {
    button().click();
    slow.done({ cure: "Write some code first." });
    await settled();
    expect([button().textContent, slow.locked]).toEqual(["Check", false]);
    expect(one(root, ".course-quiz__outcome").textContent).toBe("Write some code first.");
    expect(store.get("answer", "slow")).toBeNull();
  });

  it("says why an earlier answer could not be judged again, and offers another try", async () => {
    slow.entered = "mine";
    button().click();
    slow.done({ ...VERDICT, right: false, score: 0 });
    await settled();
    open();
    one<HTMLButtonElement>(root, ".course-quiz__why").click();
    slow.done({ cure: "It took too long." });
    await settled();
    expect(button().textContent).toBe("Try again");
    expect(one(root, ".course-quiz__outcome").textContent).toContain("It took too long.");
  });

  it("runs nothing to show an earlier answer, and judges it again when asked why", async () => {
    const kept = { content: "content", right: false, score: 0, tries: 2, seed: 0, at: 1 };
    store.set("answer", "slow", { ...kept, answer: "code" });
    open();
    expect(one(root, ".course-quiz__actions > .course-quiz__verdict").textContent).toBe("Not right");
    expect([slow.entered, slow.asked]).toEqual(["code", []]);
    one<HTMLButtonElement>(root, ".course-quiz__why").click();
    slow.done({ ...VERDICT, right: false, explains: [{ name: "answer", right: false }] });
    await settled();
    expect([slow.asked, shown()]).toEqual([["code"], 1]);
    store.set("answer", "slow", { ...kept, answer: "damaged" });
    open();
    expect(button().textContent).toBe("Check");
  });
});
