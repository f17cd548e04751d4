// Checks the evidence of a certificate in the page, and says what holds and what that proves.

import { announce } from "../announce";
import { element, one } from "../dom";
import { store } from "../store";
import { textOf } from "../your-data/file";
import { told } from "./told";
import { type Key, verify } from "./verify";

export function mount(root: HTMLElement): void {
  const key = JSON.parse(one(root, "script").textContent ?? "") as Key;
  const outcome = one(root, ".course-verify__outcome");
  const input = one<HTMLInputElement>(root, "input[type=file]");

  const check = async (file: File): Promise<void> => {
    const read = await textOf(file);
    const found = "problem" in read ? read : verify(read.text, key, store().course);
    // The same file can be chosen again.
    input.value = "";
    if ("problem" in found) {
      outcome.replaceChildren(element("p", {}, found.problem));
      announce(found.problem);
      return;
    }
    const { verdict, summary, points, limits } = told(found);
    outcome.replaceChildren(
      element("p", { class: "course-verify__verdict" }, verdict),
      ...summary.map((words) => element("p", {}, words)),
      element("ul", {}, ...points.map((words) => element("li", {}, words))),
      element("p", {}, limits),
    );
    announce([verdict, ...summary].join(" "));
  };

  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file !== undefined) void check(file);
  });
}
