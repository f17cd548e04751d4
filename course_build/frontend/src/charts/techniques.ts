// How techniques look beside their color and dash, which are CSS variables: held to course_build/drawing/theme.py by
// techniques.cases.json.

import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolTimes,
  symbolTriangle,
} from "d3-shape";
import { DIGITS } from "./picture";

/** What stands before a technique's name, by its token; what is no technique has none. */
export const GLYPHS: Readonly<Record<string, string>> = {
  none: "×",
  batch: "●",
  layer: "■",
  rms: "▲",
  group: "◆",
  instance: "▼",
  skip_init: "+",
  dynamic_tanh: "★",
};

/** Markers by token; all others are circles. */
const SYMBOLS: Readonly<Record<string, SymbolType>> = {
  none: symbolTimes,
  layer: symbolSquare,
  rms: symbolTriangle,
  group: symbolDiamond,
  instance: symbolTriangle,
};

/** A name, with the glyph of its technique: what stands before a norm has none. */
export function withGlyph(name: string, token: string): string {
  const glyph = token === "none" ? undefined : GLYPHS[token];
  return glyph === undefined ? name : `${glyph} ${name}`;
}

/** The marker of a token around the origin, of an area in px², and whether it is upside down. */
export function marker(token: string, size: number): { d: string; turned: boolean } {
  const d = symbol(SYMBOLS[token] ?? symbolCircle, size).digits(DIGITS)();
  return { d: d ?? "", turned: token === "instance" };
}

/** Tokens that are no technique have no dash: their lines are solid. */
export function dash(token: string): string {
  return `var(--course-${token.replaceAll("_", "-")}-dash, none)`;
}
