// Numbers as the course sets them; the same rules stand in course_build/drawing/templates.py and ticks.py.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number with a fixed count of decimals and a true minus; no minus before zeros. */
export function fixed(value: number, decimals: number): string {
  const text = rounded(Math.abs(value), decimals);
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** Rounded as Python does, which takes the even neighbor of a number that stands exactly between two. */
function rounded(size: number, decimals: number): string {
  const scaled = size * 10 ** decimals;
  const between = scaled % 1 === 0.5 && Number.isInteger(size * 2 ** (decimals + 1));
  return between && Math.floor(scaled) % 2 === 0
    ? (Math.floor(scaled) / 10 ** decimals).toFixed(decimals)
    : size.toFixed(decimals);
}

/** What is smaller is a rounding error, and 0. */
const NOTHING = 1e-9;

/** A number with so many decimals, or with as many more as it takes that it does not read as 0. */
export function readable(value: number, decimals = 2): string {
  const text = fixed(value, decimals);
  return Math.abs(value) < NOTHING || /[1-9]/.test(text) ? text : plain(Number(value.toPrecision(1)));
}

/** A share as a percentage with one decimal. */
export function percent(share: number): string {
  return `${fixed(100 * share, 1)}%`;
}

/** A number as an axis shows it: 0.001, 2,000, −5, and 10⁻⁹ where zeros would need counting. */
export function plain(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  const sign = value < 0 ? "−" : "";
  const exponent = Math.floor(Math.log10(size) + 1e-9);
  if (exponent >= -4 && exponent < 5) {
    const [whole = "", decimals = ""] = size.toFixed(10).split(".");
    const kept = decimals.replace(/0+$/, "");
    return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${kept && `.${kept}`}`;
  }
  const mantissa = String(Number((size / 10 ** exponent).toPrecision(3)));
  return `${sign}${mantissa === "1" ? "" : `${mantissa}·`}${powerOfTen(exponent)}`;
}

function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((one) => (one === "-" ? "⁻" : RAISED.charAt(Number(one)))).join("")}`;
}
