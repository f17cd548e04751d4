// What a cell gave, as elements; the build's counterpart is course_build/markdown/cell_output.py, and both are held to
// the same output.cases.json.

import { element } from "../dom";
import type { Ended } from "../python/protocol";

export const NOTHING = "It printed nothing, and its last line has no value.";

export type Shown = Ended & { printed: string };

export function output(shown: Shown): HTMLElement[] {
  const made: HTMLElement[] = shown.printed ? [add("pre", "printed", shown.printed)] : [];
  made.push(...(shown.kind === "error" ? error(shown) : value(shown)));
  // A chart is drawn by chart.ts.
  const hasChart = shown.kind === "result" && shown.chart;
  return made.length || hasChart ? made : [add("p", "nothing", NOTHING)];
}

function value(shown: Shown & { kind: "result" }): HTMLElement[] {
  const made: HTMLElement[] = shown.text ? [add("pre", "value", shown.text)] : [];
  if (shown.dtype) {
    const shape = shown.shape ?? [];
    const sizes = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
    const kind = shape.length ? `Array of the shape ${sizes}` : "A number";
    made.push(add("p", "shape", `${kind}, ${shown.dtype}`));
  }
  return made;
}

function error(shown: Shown & { kind: "error" }): HTMLElement[] {
  const said = shown.message ? `${shown.type}: ${shown.message}` : shown.type;
  const where = shown.line ? `Line ${shown.line}` : "Error";
  const made: HTMLElement[] = [add("p", "error", element("strong", {}, where), `: ${shown.words || said}`)];
  if (shown.words) made.push(add("p", "message", said));
  made.push(
    add(
      "details",
      "traceback",
      element("summary", {}, "The whole traceback"),
      element("pre", {}, shown.traceback),
    ),
  );
  return made;
}

export function add<K extends "p" | "pre" | "details">(
  tag: K,
  name: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  return element(tag, { class: `course-cell__${name}` }, ...children);
}
