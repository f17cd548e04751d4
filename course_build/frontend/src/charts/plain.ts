// Charts from plain data, as a cell gives them; the build's counterpart is course_build/drawing/plain.py.

import type { ToldChart } from "../python/protocol";
import { type Bars, bars } from "./bars";
import { Chart, chartRoot } from "./chart";
import { type Histograms, histograms } from "./histograms";
import { type Lines, lines } from "./lines";
import type { Picture } from "./picture";

/** What the script of charts offers to cells. */
export interface PlainCharts {
  /** Draw a chart into an element of its own. */
  draw(told: ToldChart, prefix: string): HTMLElement;
  /** Bring the chart that the build drew to life. */
  takeOver(root: HTMLElement, told: ToldChart): void;
}

export const plainCharts: PlainCharts = {
  draw(told, prefix) {
    const root = chartRoot(prefix, `The numbers of: ${nameOf(told)}`);
    this.takeOver(root, told);
    return root;
  },
  takeOver(root, told) {
    const picture = pictureOf(told);
    new Chart(root).show(picture, nameOf(told));
  },
};

function nameOf(told: ToldChart): string {
  return told.title || "The chart of this cell";
}

/** Code of the reader's may have made the data by hand: what is wrong with them is raised. */
function pictureOf({ kind, data }: ToldChart): Picture {
  switch (kind) {
    case "histogram":
      return histograms(data as Histograms);
    case "bars":
      return bars(data as Bars);
    case "lines":
      return lines(data as Lines);
    default:
      throw new Error(`there is no chart of the kind ${kind}`);
  }
}
