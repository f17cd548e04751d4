// Grids of cells, one beside the other: a cell is colored where its value is not zero, and some have a frame.

import { plain } from "./numbers";
import { color, type Drawing, type Mark, type Picture, px, type Spot, type Version } from "./picture";

export interface Cell {
  name: string;
  /** Not negative. */
  value: number;
  framed: boolean;
}

export interface Grid {
  name: string;
  /** Stands under the name. */
  note: string;
  /** The token of its color. */
  color: string;
  /** Cells in a row. */
  columns: number;
  /** Row by row. */
  cells: readonly Cell[];
}

export interface Grids {
  /** What a row and a column of a grid stand for. */
  rows: string;
  columns: string;
  /** What a value is. */
  unit: string;
  grids: readonly Grid[];
}

const WIDTHS = { wide: 680, narrow: 350 };
/** Grids side by side. */
const ACROSS = { wide: 6, narrow: 3 };
const GAP = 16;
/** Room for the names of rows. */
const LEFT = 18;
const HEIGHT = 104;
/** Room for a name of two lines, and the note. */
const TOP = 52;
/** Room for the names of columns. */
const BOTTOM = 22;
const LINE = 16;

export function grids(chart: Grids): Picture {
  return {
    wide: draw(chart, "wide"),
    narrow: draw(chart, "narrow"),
    description: describe(chart),
    readings: chart.grids.map((one) => ({
      name: one.name,
      points: one.cells.map((cell) => `${one.name}, ${cell.name}: ${said(cell)}`),
    })),
    table: {
      head: ["technique", "cell", chart.unit],
      rows: chart.grids.flatMap((one) => one.cells.map((cell) => [one.name, cell.name, plain(cell.value)])),
    },
  };
}

function said(cell: Cell): string {
  return cell.value > 0 ? `moves by up to ${plain(cell.value)}` : "does not move";
}

function describe(chart: Grids): string {
  const each = chart.grids.map((one) => {
    const moved = one.cells.filter((cell) => cell.value > 0).length;
    return `${one.name}: ${moved} of ${one.cells.length} cells move; in other ${chart.rows} ${one.note}`;
  });
  return `Grids of ${chart.rows} by ${chart.columns}. ${each.join("; ")}.`;
}

function draw(chart: Grids, version: Version): Drawing {
  const across = ACROSS[version];
  const width = WIDTHS[version];
  const each = (width - LEFT - (across - 1) * GAP) / across;
  const rows = Math.ceil(chart.grids.length / across);
  const marks: Mark[] = [];
  const spots: Spot[][] = [];
  for (const [index, one] of chart.grids.entries()) {
    const left = LEFT + (index % across) * (each + GAP);
    const top = Math.floor(index / across) * (TOP + HEIGHT + BOTTOM) + TOP;
    marks.push(...heading(one, left, top));
    if (index % across === 0) marks.push(rowName(chart.rows, top));
    if (index % across === 0) marks.push(text(chart.columns, left, top + HEIGHT + LINE, "muted"));
    spots.push(cells(one, left, top, each, marks));
  }
  return { width, height: rows * (TOP + HEIGHT + BOTTOM), marks, spots };
}

/** The name in one or two lines, and the note. */
function heading(one: Grid, left: number, top: number): Mark[] {
  const [first = "", second = ""] = one.name.split(/(?<=,) /);
  return [
    text(first, left, top - 2.3 * LINE, one.color, "600"),
    text(second, left, top - 1.4 * LINE, one.color, "600"),
    text(one.note, left, top - 0.45 * LINE, "muted"),
  ].filter((mark) => mark.text);
}

function text(words: string, x: number, y: number, token: string, weight = "400"): Mark {
  return {
    tag: "text",
    attributes: { x: px(x), y: px(y), fill: color(token), "font-weight": weight },
    text: words,
  };
}

function rowName(words: string, top: number): Mark {
  const attributes = {
    transform: `translate(11 ${px(top + HEIGHT / 2)}) rotate(-90)`,
    fill: color("muted"),
    "text-anchor": "middle",
  };
  return { tag: "text", attributes, text: words };
}

/** Draw the cells of a grid, and tell where they are. */
function cells(one: Grid, left: number, top: number, width: number, marks: Mark[]): Spot[] {
  const rows = Math.ceil(one.cells.length / one.columns);
  const [across, down] = [width / one.columns, HEIGHT / rows];
  const space = rows > 8 ? 1 : 2;
  const corner = (index: number) => ({
    x: left + (index % one.columns) * across,
    y: top + Math.floor(index / one.columns) * down,
  });
  const box = (index: number, inset: number): string => {
    const { x, y } = corner(index);
    return `M${px(x + inset)} ${px(y + inset)}h${px(across - 2 * inset)}v${px(down - 2 * inset)}h${px(2 * inset - across)}Z`;
  };
  const boxes = (wanted: (cell: Cell) => boolean, inset: number): string =>
    one.cells.flatMap((cell, index) => (wanted(cell) ? [box(index, inset)] : [])).join("");
  const paths: [d: string, attributes: Record<string, string>][] = [
    [boxes((cell) => cell.value === 0, space / 2), { fill: color("grid") }],
    [boxes((cell) => cell.value > 0, space / 2), { fill: color(one.color) }],
    [frame(one, corner, across, down), { fill: "none", stroke: color("ink"), "stroke-width": "2.5" }],
  ];
  marks.push(
    ...paths.flatMap(([d, more]): Mark[] => (d ? [{ tag: "path", attributes: { d, ...more } }] : [])),
  );
  return one.cells.map((_, index) => ({
    x: corner(index).x + across / 2,
    y: corner(index).y + down / 2,
    lit: {
      tag: "path",
      attributes: { d: box(index, 0), fill: "none", stroke: color("accent"), "stroke-width": "2.5" },
    },
  }));
}

/** One frame around all framed cells, which stand together. */
function frame(
  one: Grid,
  corner: (index: number) => { x: number; y: number },
  across: number,
  down: number,
): string {
  const framed = one.cells.flatMap((cell, index) => (cell.framed ? [corner(index)] : []));
  const [first, last] = [framed[0], framed.at(-1)];
  if (first === undefined || last === undefined) return "";
  return `M${px(first.x)} ${px(first.y)}H${px(last.x + across)}V${px(last.y + down)}H${px(first.x)}Z`;
}
