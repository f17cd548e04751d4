// The certificate as a drawing: the same for the page, for paper and for the file.
//
// The five small arrays are those of the course: rows are samples, columns are channels, and what is filled shares
// one mean and one variance.

import type { Score } from "./evidence";

export interface Content {
  course: string;
  name: string;
  /** In words. */
  date: string;
  parts: number;
  scores: Score[];
  version: string;
  mark: string;
  statement: string;
  techniques: { key: string; name: string }[];
}

/** An element of the drawing. */
export interface Shape {
  tag: string;
  attributes: Record<string, string>;
  children: (Shape | string)[];
}

/** Where colors and typefaces come from: the page's own variables, or plain values in a file. */
export interface Look {
  color(token: string): string;
  font(family: "display" | "text" | "ui"): string;
}

/** In px. Between the shapes of A4 and Letter, so that it fills a sheet of both. */
export const WIDTH = 760;
export const HEIGHT = 1040;
const MARGIN = 72;
const CENTER = WIDTH / 2;

/** Which entries of an array of samples (rows) and channels (columns) share their statistics with the first shown. */
const SHARED: Record<string, (row: number, column: number) => boolean> = {
  batch: (_, column) => column === 1,
  layer: (row) => row === 1,
  rms: (row) => row === 1,
  group: (row, column) => row === 1 && column < 2,
  instance: (row, column) => row === 1 && column === 1,
};
const ROWS = 4;
const COLUMNS = 4;
const CELL = 21;
/** Between which heights the scores have room. */
const [TOP, BOTTOM] = [566, 880];

export function drawing(content: Content, look: Look): Shape {
  const { name, course, date, parts, version, mark } = content;
  const questions = sum(content.scores, "right");
  return shape("g", {}, [
    shape("rect", { width: `${WIDTH}`, height: `${HEIGHT}`, fill: look.color("surface") }, []),
    shape(
      "rect",
      {
        x: "24",
        y: "24",
        width: `${WIDTH - 48}`,
        height: `${HEIGHT - 48}`,
        fill: "none",
        stroke: look.color("grid"),
      },
      [],
    ),
    line("ui", 15, 108, "Self-attested certificate of completion", look, {
      fill: look.color("muted"),
      "letter-spacing": "1.2",
    }),
    line("display", fitting(course, 34, WIDTH - 2 * MARGIN), 156, course, look, { "font-weight": "600" }),
    ...content.techniques.flatMap((one, index) => array(one, index, content.techniques.length, look)),
    line("display", fitting(name, 52, WIDTH - 2 * MARGIN), 448, name, look, { "font-weight": "600" }),
    line("text", 19, 500, `completed the core path of this course on ${date}:`, look, {}),
    line("text", 19, 528, `${parts} parts, and ${questions} questions answered right.`, look, {}),
    ...table(content.scores, look),
    ...wrapped(content.statement, 78).map((text, index) =>
      line("text", 14.5, 908 + 21 * index, text, look, {}),
    ),
    line("ui", 12.5, 982, `Evidence ${mark} · Course version ${version}`, look, {
      fill: look.color("muted"),
    }),
  ]);
}

/** One technique: an array, what shares its statistics, and its name. */
function array(one: { key: string; name: string }, index: number, count: number, look: Look): Shape[] {
  const slot = (WIDTH - 2 * MARGIN) / count;
  const left = MARGIN + slot * (index + 0.5) - (COLUMNS * CELL) / 2;
  const shares = SHARED[one.key] ?? (() => false);
  const cells: Shape[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const [x, y] = [left + (column + 0.5) * CELL, 214 + (row + 0.5) * CELL];
      const lit = shares(row, column);
      cells.push(
        shape(
          "path",
          {
            d: glyph(one.key, x, y, lit ? 7.4 : 2.8),
            fill: look.color(lit ? one.key : "muted"),
            opacity: lit ? "1" : "0.45",
          },
          [],
        ),
      );
    }
  }
  const middle = `${left + (COLUMNS * CELL) / 2}`;
  return [
    ...cells,
    line("ui", 13.5, 330, one.name, look, { x: middle, fill: look.color(one.key), "font-weight": "600" }),
  ];
}

/** The glyph of a technique, as the course's marks have it, around a point. */
function glyph(key: string, x: number, y: number, size: number): string {
  const at = (across: number, down: number): string =>
    `${round(x + across * size)} ${round(y + down * size)}`;
  const corners: Record<string, [number, number][]> = {
    layer: [
      [-0.9, -0.9],
      [0.9, -0.9],
      [0.9, 0.9],
      [-0.9, 0.9],
    ],
    rms: [
      [0, -1],
      [1.05, 0.85],
      [-1.05, 0.85],
    ],
    group: [
      [0, -1.2],
      [1.2, 0],
      [0, 1.2],
      [-1.2, 0],
    ],
    instance: [
      [0, 1],
      [1.05, -0.85],
      [-1.05, -0.85],
    ],
  };
  const found = corners[key];
  if (found !== undefined) return `M${found.map(([across, down]) => at(across, down)).join("L")}Z`;
  const radius = round(size);
  return `M${at(-1, 0)}a${radius} ${radius} 0 1 0 ${round(2 * size)} 0a${radius} ${radius} 0 1 0 ${round(-2 * size)} 0Z`;
}

/** What was asked of each concept, in two columns. */
function table(scores: Score[], look: Look): Shape[] {
  const rows = Math.max(1, Math.ceil(scores.length / 2));
  const step = Math.min(32, (BOTTOM - TOP) / rows);
  const size = Math.min(15, step * 0.72);
  // In the middle of its room.
  const top = TOP + (BOTTOM - TOP - step * rows) / 2 + 0.7 * step;
  const gap = 44;
  const width = (WIDTH - 2 * MARGIN - gap) / 2;
  return scores.flatMap((score, index) => {
    const left = MARGIN + (index < rows ? 0 : width + gap);
    const y = top + step * (index % rows);
    const font = { "font-family": look.font("ui"), "font-size": `${round(size)}`, y: `${round(y)}` };
    return [
      shape(
        "path",
        { d: `M${left} ${round(y + size * 0.5)}h${width}`, stroke: look.color("grid"), fill: "none" },
        [],
      ),
      shape("text", { ...font, x: `${left}`, fill: look.color("ink") }, [score.concept]),
      shape("text", { ...font, x: `${left + width}`, "text-anchor": "end", fill: look.color("muted") }, [
        inWords(score),
      ]),
    ];
  });
}

/** "2 of 2, 1 at the first try". */
export function inWords({ asked, right, first }: Score): string {
  const tries =
    right === 0
      ? ""
      : first === right
        ? ", first try"
        : first === 0
          ? ", later try"
          : `, ${first} at first try`;
  return `${right} of ${asked}${tries}`;
}

/** The whole certificate in words, for who does not see it. */
export function described({ course, name, date, parts, scores, version, mark, statement }: Content): string {
  const each = scores.map((score) => `${score.concept}: ${inWords(score)}`).join("; ");
  return (
    `Self-attested certificate of completion. ${course}. ${name} completed the core path of this course on ${date}: ` +
    `${parts} parts, and ${sum(scores, "right")} questions answered right. ${each}. ${statement} ` +
    `Evidence ${mark}. Course version ${version}.`
  );
}

/** The text of a file that needs nothing else. */
export function asSvg(content: Content, colors: Record<string, string>): string {
  const fonts = {
    display: '"Source Serif 4 Display", "Source Serif 4", Charter, Cambria, Georgia, serif',
    text: '"Source Serif 4", Charter, Cambria, Georgia, serif',
    ui: '"Source Sans 3", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  };
  const look: Look = { color: (token) => colors[token] ?? "#000", font: (family) => fonts[family] };
  const title = `<title>${escaped(`${content.course}: ${content.name}`)}</title><desc>${escaped(described(content))}</desc>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">` +
    `${title}${markup(drawing(content, look))}</svg>\n`
  );
}

function markup({ tag, attributes, children }: Shape): string {
  const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const inside = children.map((one) => (typeof one === "string" ? escaped(one) : markup(one)));
  return `<${tag}${said.join("")}>${inside.join("")}</${tag}>`;
}

function escaped(text: string): string {
  // XML knows no control characters, not even by number.
  return [...text]
    .filter((one) => one >= " " && one !== "\u007f")
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function line(
  family: "display" | "text" | "ui",
  size: number,
  y: number,
  text: string,
  look: Look,
  more: Record<string, string>,
): Shape {
  const font = { "font-family": look.font(family), "font-size": `${round(size)}` };
  return shape(
    "text",
    { x: `${CENTER}`, y: `${y}`, "text-anchor": "middle", fill: look.color("ink"), ...font, ...more },
    [text],
  );
}

function shape(tag: string, attributes: Record<string, string>, children: (Shape | string)[]): Shape {
  return { tag, attributes, children };
}

/** A size of type at which a line keeps to a width; letters of other scripts may be as wide as they are high. */
export function fitting(text: string, size: number, width: number): number {
  const wide = [...text].reduce(
    (sum, one) => sum + ((one.codePointAt(0) ?? 0) > 0x2e7f ? 1.05 : /[A-ZMWmw@]/.test(one) ? 0.78 : 0.54),
    0,
  );
  return Math.min(size, width / Math.max(wide, 1));
}

/** Lines of at most so many letters. */
function wrapped(text: string, most: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const now = lines.at(-1) ?? "";
    if (now !== "" && now.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = now === "" ? word : `${now} ${word}`;
  }
  return lines;
}

function sum(scores: Score[], name: "right" | "asked"): number {
  return scores.reduce((total, one) => total + one[name], 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
