// Lying bars with their names and values beside them. The build draws the first state by
// course_build/drawing/bar_chart.py: the same layout, held to the same bars.cases.json.

import { readable } from "./numbers";
import { color, type Drawing, type Mark, type Picture, px, type Spot, type Version } from "./picture";
import { scale } from "./scale";

interface Bar {
  name: string;
  /** The token of its color. */
  color: string;
  /** Not negative; null for one that is not shown yet. */
  value: number | null;
}

/** Bars from zero. */
export interface Bars {
  bars: readonly Bar[];
  /** The value of the longest bar that there is room for. */
  top: number;
  /** How many bars there is room for: a chart that shows fewer keeps its size. */
  rows: number;
  /** What a value is. */
  unit: string;
  /** Of a value, 2 if not told; one that would read as 0 gets more. */
  decimals?: number;
}

const WIDTHS = { wide: 680, narrow: 350 };
/** Room for the names. */
const NAMES = { wide: 230, narrow: 186 };
/** Room for the values. */
const VALUES = 52;
/** From one bar to the next. */
const PITCH = 26;
const THICKNESS = 15;

export function bars(chart: Bars): Picture {
  const each = chart.bars.map((one) => `${one.name}, ${said(one, chart.decimals)}`);
  return {
    wide: draw(chart, "wide"),
    narrow: draw(chart, "narrow"),
    description: `Bars of ${chart.unit}: ${each.join("; ")}.`,
    readings: [
      {
        name: chart.unit,
        points: chart.bars.map((one) => `${one.name}: ${said(one, chart.decimals)} ${chart.unit}`),
      },
    ],
    table: {
      head: ["bar", chart.unit],
      rows: chart.bars.map((one) => [one.name, said(one, chart.decimals)]),
    },
  };
}

function said(one: Bar, decimals: number | undefined): string {
  return one.value === null ? "?" : readable(one.value, decimals);
}

function draw(chart: Bars, version: Version): Drawing {
  const [width, start] = [WIDTHS[version], NAMES[version]];
  const x = scale([0, chart.top], [start, width - VALUES]);
  const marks: Mark[] = [];
  const spots: Spot[] = [];
  for (const [index, one] of chart.bars.entries()) {
    const middle = 2 + (index + 0.5) * PITCH;
    const end = x(one.value ?? 0);
    const y = px(middle + 4.5);
    const d = `M${px(start)} ${px(middle - THICKNESS / 2)}H${px(end)}v${px(THICKNESS)}H${px(start)}Z`;
    marks.push(
      {
        tag: "text",
        attributes: { x: px(start - 8), y, fill: color("ink"), "text-anchor": "end" },
        text: one.name,
      },
      { tag: "path", attributes: { d, fill: color(one.color) } },
      {
        tag: "text",
        attributes: { x: px(end + 6), y, fill: color(one.color), "font-weight": "600" },
        text: said(one, chart.decimals),
      },
    );
    const lit: Mark = {
      tag: "path",
      attributes: { d, fill: color(one.color), stroke: color("ink"), "stroke-width": "1.4" },
    };
    // All at one place across: a pointer finds the bar beside it, whatever its length.
    spots.push({ x: start, y: middle, lit });
  }
  const line = `M${px(start)} 2V${px(2 + chart.bars.length * PITCH)}`;
  marks.push({ tag: "path", attributes: { d: line, stroke: color("muted"), "stroke-width": ".8" } });
  return { width, height: chart.rows * PITCH + 4, marks, spots: [spots] };
}
