// What a technique does to the activations of a state, as course_build/experiments/playground.py computes it.

/** One statistic over all sets of entries that share their statistics. */
interface Over {
  average: number;
  /** Population standard deviation. */
  spread: number;
}

export const STATISTICS = ["mean", "std", "min", "max", "median", "rms"] as const;

export type Target = "mean" | "std" | "rms";

/** What the technique sets: mean and std, or rms. */
export type Targets = Partial<Record<Target, Over>>;

/** All activations together, before or after. */
export interface Values extends Record<(typeof STATISTICS)[number], number> {
  /** Where the histogram starts. */
  low: number;
  high: number;
  /** How many values each bin holds. */
  counts: readonly number[];
}

export interface Side extends Values {
  targets: Targets;
}

export interface Outcome {
  before: Side;
  after: Side;
  /** What shares its statistics: "channel", "token" … */
  set: string;
  sets: number;
  /** How many values stand behind each statistic. */
  values: number;
  /** How far the outputs of the first sample move when all others are drawn anew; null for a batch of one. */
  mates: { largest: number; typical: number } | null;
  /** What ran. */
  code: string;
  /** What it printed. */
  printed: string;
}

/** The outcome after `gamma * y + beta`, where so far gamma was 1 and beta 0: exact, but for rounding. */
export function scaledAndShifted(outcome: Outcome, gamma: number, beta: number): Outcome {
  const mates = outcome.mates && {
    largest: Math.abs(gamma) * outcome.mates.largest,
    typical: Math.abs(gamma) * outcome.mates.typical,
  };
  const after = moved(outcome.after, gamma, beta);
  return {
    ...outcome,
    after,
    mates,
    code: rewritten(outcome.code, gamma, beta),
    printed: reprinted(outcome.printed, after),
  };
}

function moved(side: Side, gamma: number, beta: number): Side {
  const at = (value: number): number => gamma * value + beta;
  const size = Math.abs(gamma);
  const [mean, std] = [at(side.mean), size * side.std];
  const ends = [at(side.min), at(side.max)].toSorted((one, other) => one - other);
  const [min = 0, max = 0] = ends;
  const { targets } = side;
  return {
    mean,
    std,
    min,
    max,
    median: at(side.median),
    rms: Math.hypot(mean, std),
    ...histogram(side, gamma, beta),
    targets: {
      ...(targets.mean && {
        mean: { average: at(targets.mean.average), spread: size * targets.mean.spread },
      }),
      ...(targets.std && { std: { average: size * targets.std.average, spread: size * targets.std.spread } }),
      // Only a technique without beta sets the root mean square.
      ...(targets.rms && { rms: { average: size * targets.rms.average, spread: size * targets.rms.spread } }),
    },
  };
}

function histogram(side: Side, gamma: number, beta: number): Pick<Values, "low" | "high" | "counts"> {
  if (gamma === 0) {
    // All values are the same: numpy puts them into the middle of bins that reach half a unit to each side.
    const total = side.counts.reduce((sum, one) => sum + one, 0);
    const middle = Math.floor(side.counts.length / 2);
    return {
      low: beta - 0.5,
      high: beta + 0.5,
      counts: side.counts.map((_, bin) => (bin === middle ? total : 0)),
    };
  }
  const [low, high] = [gamma * side.low + beta, gamma * side.high + beta];
  return gamma > 0
    ? { low, high, counts: side.counts }
    : { low: high, high: low, counts: side.counts.toReversed() };
}

/** The code with other values of gamma and beta, written as Python writes them. */
function rewritten(code: string, gamma: number, beta: number): string {
  const python = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
  return code
    .replace(/^(gamma = np\.full\(.*, )1\.0\)$/m, `$1${python(gamma)})`)
    .replace(/^(beta = np\.full\(.*, )0\.0\)$/m, `$1${python(beta)})`);
}

/** What the code prints of another mean and standard deviation, written as Python writes them. */
function reprinted(printed: string, { mean, std }: Values): string {
  // Python keeps the sign from a zero.
  const texts = [mean, std].map((value) => value.toFixed(3).replace(/^-(0\.0*)$/, "$1"));
  return printed.replace(/-?\d+\.\d+/g, (found) => texts.shift() ?? found);
}
