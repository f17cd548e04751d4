import { expect, test } from "vitest";
import { MOST, Output } from "./output";

function recorded() {
  const sent: [string, string][] = [];
  const clock = { now: 0, floods: 0 };
  const output = new Output(
    (stream, text) => sent.push([stream, text]),
    () => {
      clock.floods += 1;
    },
    () => clock.now,
  );
  return { sent, clock, output };
}

test("lines that come at once are sent together", () => {
  const { sent, output } = recorded();
  output.write("stdout", "a\n");
  output.write("stdout", "b\n");
  expect(sent).toEqual([]);
  output.flush();
  output.flush();
  expect(sent).toEqual([["stdout", "a\nb\n"]]);
});

test("a slow loop is seen while it runs", () => {
  const { sent, clock, output } = recorded();
  output.write("stdout", "a\n");
  clock.now = 50;
  output.write("stdout", "b\n");
  expect(sent).toEqual([["stdout", "a\nb\n"]]);
});

test("streams keep their order", () => {
  const { sent, output } = recorded();
  output.write("stdout", "a");
  output.write("stderr", "b");
  output.write("stdout", "c");
  output.flush();
  expect(sent).toEqual([
    ["stdout", "a"],
    ["stderr", "b"],
    ["stdout", "c"],
  ]);
});

test("a flood is cut off, and told once", () => {
  const { sent, clock, output } = recorded();
  for (let i = 0; i < 10; i += 1) output.write("stdout", "x".repeat(30_000));
  output.flush();
  expect(sent.reduce((sum, [, text]) => sum + text.length, 0)).toBe(MOST);
  expect(clock.floods).toBe(1);
});
