// Numbers as readers write them, compared exactly: 1e-5, 3/4, 0.5 or 0,5. The same rules as number.py in
// course_build/quizzes; one table, tests/unit/quizzes/numbers.json, holds both to them.

import type { Unreadable } from "./contract";

/** A fraction; what is below is positive. */
interface Rational {
  above: bigint;
  below: bigint;
}

const DECIMAL = /^([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:e([+-]?[0-9]{1,3}))?$/;
const RATIO = /^([+-]?)([0-9]+) ?\/ ?([0-9]+)$/;
const THOUSANDS = /^[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?$/;

/** Exactly the number that a text says; or what to do, when it says none or could mean two. */
export function parseNumber(text: string): Rational | Unreadable {
  const plain = text.trim().toLowerCase().replaceAll("−", "-");
  if (THOUSANDS.test(plain)) {
    return { cure: "leave out the comma, which may stand for thousands or for decimals" };
  }
  const ratio = RATIO.exec(plain);
  if (ratio) {
    const [, sign, above = "", below = ""] = ratio;
    if (BigInt(below) === 0n) return { cure: "do not divide by zero" };
    return { above: signed(sign, above), below: BigInt(below) };
  }
  const decimal = DECIMAL.exec(plain.replace(",", "."));
  if (decimal) {
    const [, sign, whole = "", after = "", alone = "", exponent = "0"] = decimal;
    const decimals = after + alone;
    const above = signed(sign, whole + decimals);
    const power = Number(exponent) - decimals.length;
    return power < 0
      ? { above, below: 10n ** BigInt(-power) }
      : { above: above * 10n ** BigInt(power), below: 1n };
  }
  return { cure: "write a number such as 64, 0.5, 1e-5 or 3/4" };
}

/** A number that the build wrote; there is no doubt that it is one. */
export function rational(text: string): Rational {
  const parsed = parseNumber(text);
  if (isNumber(parsed)) return parsed;
  throw new Error(`${text} is not a number: ${parsed.cure}`);
}

export function isNumber(parsed: Rational | Unreadable): parsed is Rational {
  return "above" in parsed;
}

/** Whether two numbers are at most so far from each other. */
export function near(one: Rational, other: Rational, within: Rational): boolean {
  const apart = one.above * other.below - other.above * one.below;
  return (apart < 0n ? -apart : apart) * within.below <= within.above * one.below * other.below;
}

function signed(sign: string | undefined, digits: string): bigint {
  return sign === "-" ? -BigInt(digits) : BigInt(digits);
}
