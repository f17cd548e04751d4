import { expect, it } from "vitest";
import { Latest } from "./latest";

/** Work that a test finishes, one after the other. */
function slow() {
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const latest = new Latest<number, string>(
    (asked) =>
      new Promise((resolve) => {
        begun.push(asked);
        finish.push(() => resolve(`found ${asked}`));
      }),
  );
  const next = async () => {
    finish.shift()?.();
    // One turn for what was found, one for the next to begin.
    await Promise.resolve();
    await Promise.resolve();
  };
  return { latest, begun, next };
}

it("goes on after work that failed", async () => {
  const latest = new Latest<number, number>((asked) =>
    asked < 0 ? Promise.reject(new Error("negative")) : Promise.resolve(asked),
  );
  await expect(latest.ask(-1)).rejects.toThrow("negative");
  expect(await latest.ask(2)).toBe(2);
});

it("does only the first and the last of what is asked for meanwhile", async () => {
  const { latest, begun, next } = slow();
  const found = [1, 2, 3, 4].map((one) => latest.ask(one));
  expect(begun).toEqual([1]);
  await next();
  expect(begun).toEqual([1, 4]);
  await next();
  expect(await Promise.all(found)).toEqual(["found 1", null, null, "found 4"]);
  const later = latest.ask(5);
  expect(begun).toEqual([1, 4, 5]);
  await next();
  expect(await later).toBe("found 5");
});

it("forgets what waits when told so", async () => {
  const { latest, begun, next } = slow();
  const found = [1, 2].map((one) => latest.ask(one));
  latest.drop();
  await next();
  expect(await Promise.all(found)).toEqual(["found 1", null]);
  expect(begun).toEqual([1]);
});
