// Histograms on one axis. The build draws the first state by course_build/drawing/histograms.py: the same layout,
// held to the same histograms.cases.json. A histogram is drawn as a density: its area is 1, whatever its bins.

import { max } from "d3-array";
import { percent, plain, readable } from "./numbers";
import { type Box, color, type Drawing, HALO, type Mark, type Picture, px, type Spot } from "./picture";
import { type Scale, scale } from "./scale";
import { withGlyph } from "./techniques";

/** One set of values in bins of equal width. */
export interface Histogram {
  /** Written beside it. */
  name: string;
  /** The token of its color, and of the glyph before its name. */
  color: string;
  low: number;
  high: number;
  /** Share of the values in each bin, from low to high; together 1. */
  shares: readonly number[];
}

/** One or two histograms that share their axes. */
export interface Histograms {
  /** What the axis counts. */
  x: string;
  /** What the axis shows. */
  domain: readonly [number, number];
  /** The density at the upper edge; a histogram that is higher is cut off, and says so. */
  top: number;
  series: readonly Histogram[];
}

const WIDE: Box = { width: 680, height: 290, ticks: 8 };
const NARROW: Box = { width: 350, height: 240, ticks: 5 };
const TOP = 34;
const BOTTOM = 44;
const SIDE = 8;
/** Width of a character at most, on average; the page's fonts are not measured. */
const CHARACTER = 7.4;
const GAP = 14;

export function histograms(chart: Histograms): Picture {
  return {
    wide: draw(chart, WIDE),
    narrow: draw(chart, NARROW),
    description: describe(chart),
    readings: chart.series.map((one) => ({
      name: one.name,
      points: one.shares.map(
        (share, index) => `${between(one, index)}: ${percent(share)} of the values ${one.name}`,
      ),
    })),
    table: {
      head: ["histogram", "from", "to", "share of the values"],
      rows: chart.series.flatMap((one) =>
        one.shares.map((share, index) => [
          one.name,
          readable(edge(one, index)),
          readable(edge(one, index + 1)),
          percent(share),
        ]),
      ),
    },
  };
}

/** The height of the highest bin. */
export function density(one: Histogram): number {
  return ((max(one.shares) ?? 0) * one.shares.length) / (one.high - one.low);
}

function describe(chart: Histograms): string {
  const said = chart.series.map(
    (one) =>
      `${named(one.name, one, chart.top)}: from ${readable(one.low)} to ${readable(one.high)}, most around ${readable(peak(one))}`,
  );
  return `Histograms on one axis. ${said.join("; ")}.`;
}

function between(one: Histogram, index: number): string {
  return `From ${readable(edge(one, index))} to ${readable(edge(one, index + 1))}`;
}

function edge(one: Histogram, index: number): number {
  return one.low + index * binWidth(one);
}

function binWidth(one: Histogram): number {
  return (one.high - one.low) / one.shares.length;
}

/** The middle of the highest bin, the first of several. */
function peak(one: Histogram): number {
  return edge(one, one.shares.indexOf(max(one.shares) ?? 0) + 0.5);
}

function draw(chart: Histograms, box: Box): Drawing {
  const x = scale(chart.domain, [SIDE, box.width - SIDE]);
  // What is higher ends at the upper edge.
  const y = scale([0, chart.top], [box.height - BOTTOM, TOP]).clamp(true);
  const marks = axis(chart, box, x);
  for (const one of chart.series) {
    const paint = color(one.color);
    marks.push({
      tag: "path",
      attributes: {
        d: outline(one, x, y),
        fill: paint,
        "fill-opacity": ".22",
        stroke: paint,
        "stroke-width": "1.4",
      },
    });
  }
  for (const [index, { at, down }] of places(chart, box, x, y).entries()) {
    const one = chart.series[index];
    if (one === undefined) continue;
    marks.push({
      tag: "text",
      attributes: {
        x: px(at),
        y: px(down),
        fill: color(one.color),
        "font-weight": "600",
        "text-anchor": "middle",
        ...HALO,
      },
      text: label(one, chart.top),
    });
  }
  const spots = chart.series.map((one) => one.shares.map((share, index) => spot(one, index, share, x, y)));
  return { width: box.width, height: box.height, marks, spots };
}

function axis(chart: Histograms, box: Box, x: Scale): Mark[] {
  const base = px(box.height - BOTTOM);
  const line = (d: string, width: string): Mark => ({
    tag: "path",
    attributes: { d, stroke: color("muted"), "stroke-width": width },
  });
  const text = (at: string, down: number, said: string): Mark => ({
    tag: "text",
    attributes: { x: at, y: px(box.height - BOTTOM + down), fill: color("muted"), "text-anchor": "middle" },
    text: said,
  });
  const [low, high] = chart.domain;
  const marks = [line(`M${px(SIDE)} ${base}H${px(box.width - SIDE)}`, ".8")];
  if (low < 0 && high > 0) marks.unshift(line(`M${px(x(0))} ${base}V${px(TOP)}`, "1"));
  for (const value of x.ticks(box.ticks)) {
    marks.push(line(`M${px(x(value))} ${base}v4`, ".8"), text(px(x(value)), 17, plain(value)));
  }
  return [...marks, text(px(box.width / 2), 37, chart.x)];
}

function outline(one: Histogram, x: Scale, y: Scale): string {
  const width = binWidth(one);
  const steps = one.shares.map((share, index) => `V${px(y(share / width))}H${px(x(edge(one, index + 1)))}`);
  return `M${px(x(one.low))} ${px(y(0))}${steps.join("")}V${px(y(0))}Z`;
}

function spot(one: Histogram, index: number, share: number, x: Scale, y: Scale): Spot {
  const [base, head] = [y(0), Math.min(y(share / binWidth(one)), y(0) - 2)];
  const d = `M${px(x(edge(one, index)))} ${px(base)}V${px(head)}H${px(x(edge(one, index + 1)))}V${px(base)}Z`;
  const lit: Mark = {
    tag: "path",
    attributes: { d, fill: color(one.color), stroke: color("ink"), "stroke-width": "1.4" },
  };
  return { x: x(edge(one, index + 0.5)), y: head, lit };
}

function label(one: Histogram, top: number): string {
  return named(withGlyph(one.name, one.color), one, top);
}

/** A name, and whether the histogram is higher than the picture. */
function named(name: string, one: Histogram, top: number): string {
  return density(one) > top ? `${name}, cut off` : name;
}

interface Place {
  at: number;
  down: number;
}

/** Where the middle of each name stands: over its highest bin, beside the other name, above all outlines. */
function places(chart: Histograms, box: Box, x: Scale, y: Scale): Place[] {
  const names = chart.series.map((one) => {
    const half = (label(one, chart.top).length * CHARACTER) / 2;
    return { half, peak: peak(one), at: within(x(peak(one)), half, box) };
  });
  const [left, right] = names.toSorted((one, other) => one.peak - other.peak);
  if (left !== undefined && right !== undefined) {
    const apart = left.half + right.half + GAP;
    const lacking = apart - (right.at - left.at);
    if (lacking > 0) {
      left.at = within(left.at - lacking / 2, left.half, box);
      right.at = within(Math.max(right.at + lacking / 2, left.at + apart), right.half, box);
      left.at = Math.min(left.at, right.at - apart);
    }
  }
  return names.map(({ at, half }) => ({ at, down: clear(chart, x, y, at, half) - 8 }));
}

function within(at: number, half: number, box: Box): number {
  return Math.min(Math.max(at, half + 2), box.width - half - 2);
}

/** How far up the outlines reach where a name stands. */
function clear(chart: Histograms, x: Scale, y: Scale, at: number, half: number): number {
  let highest = y(0);
  for (const one of chart.series) {
    for (const [index, share] of one.shares.entries()) {
      const beside = x(edge(one, index + 1)) < at - half - 2 || x(edge(one, index)) > at + half + 2;
      if (!beside) highest = Math.min(highest, y(share / binWidth(one)));
    }
  }
  return highest;
}
