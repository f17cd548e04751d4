import { expect, it } from "vitest";
import { logTicks, scale } from "./scale";
import known from "./scale.cases.json";

type Ends = [number, number];

it.each(known.cases)("a scale of $domain has the places and ticks that the build gives it", (one) => {
  const on = scale(one.domain as Ends, known.range as Ends, one.log);
  for (const [value = 0, place = 0] of one.places) expect(on(value)).toBeCloseTo(place, 9);
  const ticks = Object.keys(one.ticks).map((count) => [
    count,
    one.log ? logTicks(on, Number(count)) : on.ticks(Number(count)),
  ]);
  expect(Object.fromEntries(ticks)).toEqual(one.ticks);
});
