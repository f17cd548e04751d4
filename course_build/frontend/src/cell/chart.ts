// Charts in the output of cells: their script comes with the page where the build drew one, and else with the first.

import type { PlainCharts } from "../charts/plain";
import type { ToldChart } from "../python/protocol";
import { bringScript } from "../script";
import { add } from "./output";

/** Set by the build: the script of charts, from the folder of ours. */
declare const CHARTS_FILE: string;

declare global {
  interface Window {
    /** What that script leaves behind. */
    courseCharts?: PlainCharts;
  }
}

async function load(): Promise<PlainCharts> {
  if (!window.courseCharts) await bringScript(CHARTS_FILE, "their script");
  if (!window.courseCharts) throw new Error("their script did not start");
  return window.courseCharts;
}

/** Draw a chart that a cell gave; what cannot be drawn is said. */
export async function chart(told: ToldChart, name: string): Promise<HTMLElement[]> {
  try {
    const drawn = (await load()).draw(told, `${name}-chart`);
    return told.title ? [add("p", "title", told.title), drawn] : [drawn];
  } catch (error) {
    const cause = error instanceof Error ? error.message : error;
    return [add("p", "nothing", `The chart cannot be drawn: ${cause}.`)];
  }
}

/** Take over the chart that the build drew into an output, if there is one: then its values can be read. */
export async function takeOver(box: HTMLElement): Promise<void> {
  const root = box.querySelector<HTMLElement>(".course-chart");
  const data = box.querySelector('script[type="application/json"]')?.textContent;
  if (!root || !data) return;
  (await load()).takeOver(root, JSON.parse(data) as ToldChart);
}
