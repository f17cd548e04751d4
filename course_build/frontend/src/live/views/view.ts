// What a view of a live figure is given, and what it makes of it.

import type { Picture } from "../../charts/picture";
import type { Chosen, Live, Run } from "../data";

export interface Shown {
  /** What ran, and what came out, in a sentence or two. */
  text: string;
  charts: Chart[];
}

export interface Chart {
  /** What the picture shows, above it. */
  title: string;
  picture: Picture;
}

export interface Given {
  live: Live;
  chosen: Chosen;
  run: Run;
  /** Runs with other choices that were made before on this page, and this one, as the last. */
  runs: readonly Run[];
  /** Whether this is the published setting. */
  isPublished: boolean;
}

export type View = (given: Given) => Shown;
