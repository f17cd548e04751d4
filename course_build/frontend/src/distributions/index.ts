// The switch between techniques and kinds of activations: picture, numbers and sentence follow the choice.

import { Chart } from "../charts/chart";
import { histograms } from "../charts/histograms";
import { fixed } from "../charts/numbers";
import { all, one, say } from "../dom";
import { type Choice, type Data, view } from "./data";

export function mount(root: HTMLElement): void {
  const source = root.querySelector('script[type="application/json"]');
  // A figure that is still being computed has none.
  if (source?.textContent == null) return;
  const data = JSON.parse(source.textContent) as Data;
  const chart = new Chart(one(root, ".course-chart"));

  const show = (choice: Choice): void => {
    const shown = view(data, choice);
    chart.show(histograms(shown.chart), shown.title);
    say(one(root, ".course-distributions__title"), shown.sentence);
    for (const side of ["before", "after"] as const) {
      for (const [index, cell] of all(root, `[data-side="${side}"] td`).entries()) {
        cell.textContent = fixed(shown[side][index] ?? Number.NaN, 2);
      }
    }
  };

  const chosen = (name: keyof Choice): string =>
    one<HTMLInputElement>(root, `input[name$="-${name}"]:checked`).value;
  for (const group of all<HTMLFieldSetElement>(root, "fieldset")) group.disabled = false;
  const update = (): void => show({ technique: chosen("technique"), distribution: chosen("distribution") });
  root.addEventListener("change", update);
  // A browser may have kept an earlier choice over a reload.
  update();
}
