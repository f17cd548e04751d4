// Predictions: sliders, or a pointer on the picture, set what the reader expects; then the run is drawn over it, and the
// gap is told. Nothing is right or wrong.

import { bars } from "../charts/bars";
import { Chart } from "../charts/chart";
import { type Line, lines, valueAt } from "../charts/lines";
import { fixed, plain } from "../charts/numbers";
import type { Picture, Version } from "../charts/picture";
import { all, button, element, one } from "../dom";
import type { Json } from "../store";
import type { Judged, Make } from "./contract";

/** What the build says of the run. */
export interface Solution {
  kind: "curve" | "bars" | "value";
  /** The id of the figure that shows it. */
  figure: string;
  name: string;
  /** The token of each point's color. */
  colors: string[];
  unit: string;
  xUnit: string;
  labels: string[];
  /** The places of a curve's points. */
  x: number[];
  y: number[];
  /** How many points at the beginning are shown beforehand. */
  given: number;
  low: number;
  high: number;
  log: boolean;
  decimals: number;
}

/** How many steps of a slider apart a value and the run still count as the same. */
const SAME = 2;

/** Tell how far a prediction is from the run. */
export function judge(run: Solution, predicted: readonly number[]): Judged {
  const actual = run.y.slice(run.given);
  const usable =
    predicted.length === actual.length && predicted.every((one) => one >= run.low && one <= run.high);
  if (!usable) return { cure: "Set your prediction first." };
  return {
    right: true,
    score: 1,
    explains: [{ name: "answer", right: true }],
    comment: gap(run, predicted, actual),
  };
}

function gap(run: Solution, predicted: readonly number[], actual: readonly number[]): string {
  const gaps = predicted.map((one, index) => Math.abs(one - (actual[index] ?? one)));
  const largest = gaps.indexOf(Math.max(...gaps));
  const near = SAME * 10 ** -run.decimals;
  const said = `${plain(predicted[largest] ?? 0)}`;
  const gave = `${plain(Number((actual[largest] ?? 0).toPrecision(3)))}`;
  if (run.kind === "value") {
    const verdict = (gaps[0] ?? 0) <= near ? "that is what you predicted" : `you predicted ${said}`;
    return `The run gave ${gave}, ${verdict} (${run.unit}).`;
  }
  if (Math.max(...gaps) <= near) return `Every point is where the run has it (${run.unit}).`;
  const place = `${run.labels[run.given + largest] ?? ""} ${run.kind === "curve" ? run.xUnit : ""}`.trim();
  const mean = gaps.reduce((sum, one) => sum + one, 0) / gaps.length;
  return (
    `The largest gap is at ${place}: you predicted ${said}, the run gave ${gave}. ` +
    `On average you were ${plain(Number(mean.toPrecision(2)))} away (${run.unit}).`
  );
}

/** The picture of a prediction, and of the run once it is shown. */
export function picture(run: Solution, predicted: readonly number[], shown: boolean): Picture {
  if (run.kind !== "curve") {
    const rows = run.labels.flatMap((label, index) => {
      const color = run.colors[index] ?? "ink";
      const value = shown || index < run.given ? (run.y[index] ?? null) : null;
      const name = run.kind === "value" ? "the run" : label;
      const result = { name, color, value };
      if (index < run.given) return [result];
      const own = run.kind === "value" ? "your prediction" : `${label}, predicted`;
      return [{ name: own, color: "accent", value: predicted[index - run.given] ?? 0 }, result];
    });
    // What was run is told a digit finer than it can be guessed.
    const decimals = run.decimals + Number(shown);
    return bars({ bars: rows, top: run.high, rows: rows.length, unit: run.unit, decimals });
  }
  const drawn = order(run);
  const given = run.y.slice(0, run.given);
  const own = [...given, ...predicted];
  const prediction: Line = {
    name: "your prediction",
    color: "accent",
    x: drawn.map((index) => run.x[index] ?? 0),
    y: drawn.map((index) => own[index] ?? null),
    drawn: "line and points",
  };
  const result: Line = {
    ...prediction,
    name: run.name,
    color: run.colors[0] ?? "ink",
    y: drawn.map((index) => (shown || index < run.given ? (run.y[index] ?? null) : null)),
  };
  const ends = [Math.min(...run.x), Math.max(...run.x)] as const;
  return lines({
    x: { name: run.xUnit, domain: ends, log: run.log },
    y: { name: run.unit, domain: [run.low, run.high] },
    series: shown || given.length > 0 ? [prediction, result] : [prediction],
  });
}

/** The points of a curve from left to right. */
function order(run: Solution): number[] {
  return [...run.x.keys()].sort((one, other) => (run.x[one] ?? 0) - (run.x[other] ?? 0));
}

export const predict: Make = (root, json) => {
  const run = json as unknown as Solution;
  const sliders = all<HTMLInputElement>(root, ".course-quiz__point > input");
  const chart = new Chart(one(root, ".course-chart"));
  let locked = false;
  const values = (): number[] => sliders.map((slider) => Number(slider.value));
  const show = (): void => {
    for (const slider of sliders) {
      one(slider.parentElement ?? root, ".course-quiz__value").textContent = fixed(
        Number(slider.value),
        run.decimals,
      );
    }
    chart.show(picture(run, values(), locked), locked ? "Your prediction and the run" : "Your prediction");
  };
  const set = (index: number, value: number): void => {
    const slider = sliders[index];
    if (slider === undefined || locked) return;
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const box = one(root, ".course-chart__box");
  if (run.kind === "curve") {
    box.classList.add("course-quiz__canvas");
    const draw = (event: PointerEvent): void => {
      if (event.buttons !== 1) return;
      const point = pointed(box, event, picture(run, values(), false), run);
      if (point !== null) set(point.index, point.value);
    };
    box.addEventListener("pointerdown", draw);
    box.addEventListener("pointermove", draw);
  }
  root.addEventListener("input", show);
  const cover = covered(root, run.figure);
  show();

  return {
    ungraded: { explained: "What the run shows", kept: "You have predicted this" },
    movable: [],
    answer: values,
    check: (answer) => judge(run, numbers(answer)),
    restore: (answer) => {
      const kept = numbers(answer);
      if ("cure" in judge(run, kept)) return false;
      for (const [index, slider] of sliders.entries()) slider.value = String(kept[index]);
      return true;
    },
    arrange: () => {},
    reset: () => {},
    // What is locked was answered, so the run is shown.
    lock: (now) => {
      locked = now;
      for (const slider of sliders) slider.disabled = locked;
      cover(!locked);
      show();
    },
    place: () => one(root, ".course-quiz__points"),
    focus: () => sliders[0]?.focus(),
  };
};

/** The point that a pointer is nearest to across, and the value at its height. */
function pointed(
  box: HTMLElement,
  event: PointerEvent,
  drawn: Picture,
  run: Solution,
): { index: number; value: number } | null {
  const frame = box.getBoundingClientRect();
  const version: Version =
    one(box, ".course-chart__wide").getBoundingClientRect().width > 0 ? "wide" : "narrow";
  const holder = one(box, `.course-chart__${version}`).getBoundingClientRect();
  const drawing = drawn[version];
  const scale = drawing.width / holder.width;
  const x = (event.clientX - holder.left) * scale;
  const away = (drawing.spots[0] ?? []).map((spot) => Math.abs(spot.x - x));
  const index = (order(run)[away.indexOf(Math.min(...away))] ?? -1) - run.given;
  if (index < 0) return null;
  return { index, value: valueAt(version, [run.low, run.high], (event.clientY - frame.top) * scale) };
}

/** Cover the figure that would tell the result, further down the page; the function covers or uncovers it. */
function covered(root: HTMLElement, id: string): (hide: boolean) => void {
  const figure = all(document, `[data-figure="${id}"]`).find(
    (one) => root.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  if (figure === undefined) return () => {};
  const shows = button("Show it without a prediction");
  const cover = element(
    "div",
    { class: "course-quiz__cover" },
    element("p", {}, "This figure shows the result. Predict it first, above."),
    shows,
  );
  let opened = false;
  const put = (hide: boolean): void => {
    figure.classList.toggle("course-quiz__covered", hide && !opened);
    if (hide && !opened) figure.append(cover);
    else cover.remove();
  };
  shows.addEventListener("click", () => {
    opened = true;
    put(false);
    figure.setAttribute("tabindex", "-1");
    figure.focus({ preventScroll: true });
  });
  return put;
}

function numbers(answer: Json): number[] {
  return Array.isArray(answer) ? answer.filter((one) => typeof one === "number") : [];
}
