// Lines with bands, and points: two axes, linear or logarithmic, and a name at the end of each line. What a cell gives is
// drawn at build by course_build/drawing/line_chart.py: the same layout, held to the same lines.cases.json.

import { plain } from "./numbers";
import { color, type Drawing, HALO, type Mark, type Picture, px, type Spot, type Version } from "./picture";
import { logTicks, type Scale, scale } from "./scale";
import { band, line } from "./shapes";
import { dash, marker } from "./techniques";

/** One line, or a set of points; as a figure's data has it. */
export interface Line {
  name: string;
  /** The token of its color, dash and marker. */
  color: string;
  x: readonly number[];
  /** Null where there is no value: the line has a gap. */
  y: readonly (number | null)[];
  /** The ends of a band around y. */
  lo?: readonly (number | null)[] | null;
  hi?: readonly (number | null)[] | null;
  drawn: "line" | "line and points" | "points";
  /** Its points stand out, over everything else. */
  strong?: boolean;
}

export interface Axis {
  /** What it counts, with the unit. */
  name: string;
  domain: readonly [number, number];
  log?: boolean | undefined;
}

export interface Lines {
  x: Axis;
  /** Its name may say which way is better. */
  y: Axis;
  series: readonly Line[];
}

const SIZES = { wide: { width: 680, height: 320 }, narrow: { width: 350, height: 280 } };
const TICKS = { wide: 7, narrow: 4 };
const TOP = 34;
const BOTTOM = 44;
const LEFT = 52;
/** Beside the plot at least; the names at the ends of lines need more. */
const RIGHT = 10;
const CHARACTER = 7.4;
/** From one name to the next above it. */
const LINE_HEIGHT = 17;
/** Of a marker, in square px. */
const MARKER = 44;
const STRONG_MARKER = 110;

type Point = { x: number; y: number; lo: number | null; hi: number | null };

export function lines(chart: Lines): Picture {
  const series = chart.series.map((one) => ({ one, points: points(one) }));
  return {
    wide: draw(chart, "wide"),
    narrow: draw(chart, "narrow"),
    description: describe(chart),
    readings: series.map((each) => ({
      name: each.one.name,
      points: each.points.map((point) => `${each.one.name}: ${said(chart, point)}`),
    })),
    table: {
      head: ["line", chart.x.name, chart.y.name, "from", "to"],
      rows: series.flatMap((each) =>
        each.points.map((point) => [each.one.name, ...[point.x, point.y, point.lo, point.hi].map(short)]),
      ),
    },
  };
}

/** The value at a height of the drawing, on a linear axis with these ends; beyond them, the nearer end. */
export function valueAt(version: Version, domain: Axis["domain"], y: number): number {
  return scale(domain, heights(version)).clamp(true).invert(y);
}

function heights(version: Version): [low: number, high: number] {
  return [SIZES[version].height - BOTTOM, TOP];
}

/** The points that have a value. */
function points(one: Line): Point[] {
  return one.x.flatMap((x, index) => {
    const y = one.y[index] ?? null;
    return y === null ? [] : [{ x, y, lo: one.lo?.[index] ?? null, hi: one.hi?.[index] ?? null }];
  });
}

function short(value: number | null): string {
  return value === null ? "" : plain(Number(value.toPrecision(4)));
}

function said(chart: Lines, point: Point): string {
  const band = point.lo === null || point.hi === null ? "" : ` (${short(point.lo)} to ${short(point.hi)})`;
  return `${chart.y.name} ${short(point.y)}${band} at ${chart.x.name} ${short(point.x)}`;
}

function describe(chart: Lines): string {
  const each = chart.series.map((one) => {
    const found = points(one);
    const [first, last] = [found[0], found.at(-1)];
    return first === undefined || last === undefined
      ? `${one.name}: no values`
      : `${one.name}: from ${short(first.y)} at ${short(first.x)} to ${short(last.y)} at ${short(last.x)}`;
  });
  return `${chart.y.name} against ${chart.x.name}. ${each.join("; ")}.`;
}

function draw(chart: Lines, version: Version): Drawing {
  const { width, height } = SIZES[version];
  const named = chart.series.filter((one) => one.drawn !== "points");
  const room = Math.max(RIGHT, ...named.map((one) => one.name.length * CHARACTER + 12));
  // Long names stand inside the plot, over the end of their line.
  const right = width - (room > 0.35 * width ? RIGHT : room);
  const x = scale(chart.x.domain, [LEFT, right], chart.x.log);
  const y = scale(chart.y.domain, heights(version), chart.y.log);
  const marks = axes(chart, version, x, y, right);
  const spots: Spot[][] = [];
  const ends: Name[] = [];
  const over: Mark[] = [];
  for (const one of chart.series) {
    const found = points(one);
    (one.strong ? over : marks).push(...drawn(one, found, x, y));
    spots.push(
      found.map((point) => ({
        x: x(point.x),
        y: y(point.y),
        lit: {
          tag: "circle",
          attributes: {
            cx: px(x(point.x)),
            cy: px(y(point.y)),
            r: "7",
            fill: "none",
            stroke: color("ink"),
            "stroke-width": "2",
          },
        },
      })),
    );
    const last = found.at(-1);
    if (last !== undefined && one.drawn !== "points") {
      ends.push({
        one,
        x: Math.min(x(last.x) + 9, width - one.name.length * CHARACTER - 2),
        y: y(last.y) + 4.5,
      });
    }
  }
  spread(ends, TOP + 4, height - BOTTOM);
  marks.push(...ends.map(name), ...over);
  return { width, height, marks, spots };
}

function axes(chart: Lines, version: Version, x: Scale, y: Scale, right: number): Mark[] {
  const bottom = SIZES[version].height - BOTTOM;
  const path = (d: string, stroke: string, width: string): Mark => ({
    tag: "path",
    attributes: { d, fill: "none", stroke: color(stroke), "stroke-width": width },
  });
  const text = (at: number, down: number, words: string, anchor: string): Mark => ({
    tag: "text",
    attributes: { x: px(at), y: px(down), fill: color("muted"), "text-anchor": anchor },
    text: words,
  });
  return [
    ...ticks(chart.y, y, 5).flatMap((value) => [
      path(`M${px(LEFT)} ${px(y(value))}H${px(right)}`, "grid", "1"),
      text(LEFT - 6, y(value) + 4.5, plain(value), "end"),
    ]),
    path(`M${px(LEFT)} ${px(TOP)}V${px(bottom)}H${px(right)}`, "muted", ".8"),
    ...ticks(chart.x, x, TICKS[version]).flatMap((value) => [
      path(`M${px(x(value))} ${px(bottom)}v4`, "muted", ".8"),
      text(x(value), bottom + 17, plain(value), "middle"),
    ]),
    text(2, 14, chart.y.name, "start"),
    text((LEFT + right) / 2, bottom + 37, chart.x.name, "middle"),
  ];
}

function ticks(axis: Axis, on: Scale, count: number): number[] {
  return axis.log ? logTicks(on, count) : on.ticks(count);
}

/** The band, the line and the points of a series. */
function drawn(one: Line, found: readonly Point[], x: Scale, y: Scale): Mark[] {
  const paint = color(one.color);
  const marks: Mark[] = [];
  // A scale has no finite place for what is not there.
  const up = (values: Line["lo"], index: number): number => y(values?.[index] ?? Number.NaN);
  const filled = band(one.x.map((value, index) => [x(value), up(one.lo, index), up(one.hi, index)]));
  if (filled) marks.push({ tag: "path", attributes: { d: filled, fill: paint, "fill-opacity": ".15" } });
  const path = line(one.x.map((value, index) => [x(value), up(one.y, index)]));
  if (path && one.drawn !== "points") {
    const attributes = {
      d: path,
      fill: "none",
      stroke: paint,
      "stroke-width": "2",
      "stroke-dasharray": dash(one.color),
    };
    marks.push({ tag: "path", attributes });
  }
  if (one.drawn !== "line") {
    const { d, turned } = marker(one.color, one.strong ? STRONG_MARKER : MARKER);
    const turn = turned ? " rotate(180)" : "";
    marks.push(
      ...found.map(
        (point): Mark => ({
          tag: "path",
          attributes: {
            d,
            transform: `translate(${px(x(point.x))} ${px(y(point.y))})${turn}`,
            fill: one.color === "none" ? "none" : paint,
            stroke: one.color === "none" ? paint : color("surface"),
            "stroke-width": one.color === "none" ? "2" : "1",
          },
        }),
      ),
    );
  }
  return marks;
}

interface Name {
  one: Line;
  x: number;
  y: number;
}

/** Move names apart that would cover each other, within the plot. */
function spread(names: Name[], highest: number, lowest: number): void {
  const sorted = names.toSorted((one, other) => one.y - other.y);
  for (const [index, name] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before !== undefined) name.y = Math.max(name.y, before.y + LINE_HEIGHT);
    name.y = Math.max(name.y, highest);
  }
  for (const [index, name] of sorted.toReversed().entries()) {
    const below = sorted[sorted.length - index];
    name.y = Math.min(name.y, below === undefined ? lowest : below.y - LINE_HEIGHT);
  }
}

function name({ one, x, y }: Name): Mark {
  return {
    tag: "text",
    attributes: { x: px(x), y: px(y), fill: color(one.color), "font-weight": "600", ...HALO },
    text: one.name,
  };
}
