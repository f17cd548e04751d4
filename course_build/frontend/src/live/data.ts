// What a live figure is made of: what the build says of it, what was published, and what a run gives.

/** One line, set of bars or set of points; as course_build/experiments/figure.py has it. */
export interface Series {
  name: string;
  x: readonly (number | string)[];
  /** Null where there is none. */
  y: readonly (number | null)[];
  lo?: readonly (number | null)[] | null;
  hi?: readonly (number | null)[] | null;
}

export interface Results {
  series: readonly Series[];
  scalars: Readonly<Record<string, number>>;
}

/** What figures_src/_live.py returns. */
export interface Run extends Results {
  params: Readonly<Record<string, unknown>>;
}

export interface Control {
  key: string;
  label: string;
  choices: Readonly<Record<string, string>>;
  first: string;
  /** It decides which of the results are drawn, and nothing is run again for it. */
  showsOnly: boolean;
  /** Choices whose result was published. */
  published: readonly string[];
}

/** As course_build/markdown/live.py writes it. */
export interface Live {
  id: string;
  controls: readonly Control[];
  /** Only series whose names end so are held against the published ones; empty for all of them, and the scalars. */
  compared: string;
  tolerance: number;
  because: string;
  seconds: number;
  /** After the first run, every choice runs at once. */
  atOnce: boolean;
  published: Results;
}

/** For each control, by its key, what the reader chose. */
export type Chosen = Readonly<Record<string, string>>;

/** The controls that are set to something that was not published. */
export function changed(live: Live, chosen: Chosen): Control[] {
  return live.controls.filter((one) => !one.showsOnly && !one.published.includes(chosen[one.key] ?? ""));
}

/** How a choice is called. */
export function chosenName(live: Live, key: string, value: string | undefined): string {
  return live.controls.find((one) => one.key === key)?.choices[value ?? ""] ?? "";
}

export function series(results: Results, name: string): Series {
  const found = results.series.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no series ${name}`);
  return found;
}

export function positions(one: Series): number[] {
  return one.x.map(Number);
}
