import { expect, test } from "vitest";
import { output, type Shown } from "./output";
import cases from "./output.cases.json";

const KNOWN = cases as unknown as Record<string, { shown: Shown; html: string }>;

test.each(Object.entries(KNOWN))("shows %s as the build does", (_, { shown, html }) => {
  expect(
    output(shown)
      .map((one) => one.outerHTML)
      .join(""),
  ).toBe(html);
});
