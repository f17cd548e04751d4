// "Your data": what is kept, counted while it changes; a copy to save, one to take in, and erasing everything.

import { announce } from "../announce";
import { all, button, element, one, PRIMARY } from "../dom";
import { type Filed, store, time } from "../store";
import { copied, takeIn } from "./copy";
import { day, save, textOf } from "./file";

export function mount(root: HTMLElement): void {
  const here = store();
  const rows = all<HTMLTableRowElement>(root, "tr[data-kind]");
  const outcome = one(root, ".course-your-data__outcome");
  const input = one<HTMLInputElement>(root, "input[type=file]");
  const erase = one<HTMLButtonElement>(root, '[data-do="erase"]');

  /** Records by row; what has no row of its own is in the last. */
  const sorted = (records: Filed[]): Map<HTMLTableRowElement, Filed[]> => {
    const kinds = new Set(rows.map((row) => row.dataset.kind));
    return new Map(
      rows.map((row) => {
        const { kind } = row.dataset;
        return [row, records.filter((record) => (kind ? record.kind === kind : !kinds.has(record.kind)))];
      }),
    );
  };

  const count = (): void => {
    for (const [row, records] of sorted(here.everything())) {
      const latest = Math.max(0, ...records.map((record) => time(record.value)));
      const when = latest > 0 ? `, last on ${inWords(latest)}` : "";
      one(row, ".course-your-data__now").textContent = records.length ? `${records.length}${when}` : "none";
    }
  };

  /** "8 answers and 3 completed parts". */
  const listed = (records: Filed[]): string => {
    const each = [...sorted(records)].filter(([, found]) => found.length > 0);
    const words = each.map(
      ([row, { length }]) => `${length} ${(length === 1 ? row.dataset.one : row.dataset.many) ?? ""}`,
    );
    return new Intl.ListFormat("en").format(words);
  };

  const say = (words: string, ...more: Node[]): void => {
    outcome.replaceChildren(element("p", {}, words), ...more);
    announce(words);
  };

  const ask = (): void => {
    const records = here.everything();
    const unread = here.troubles.has("newer") || here.troubles.has("damaged");
    if (records.length === 0 && !unread) {
      say("There is nothing to erase: this browser keeps no records of this course.");
      return;
    }
    const what = [listed(records), ...(unread ? ["what this page cannot read"] : [])]
      .filter(Boolean)
      .join(", and ");
    const yes = button("Erase for good", () => {}, PRIMARY);
    const no = button("Keep everything");
    yes.addEventListener("click", () => {
      here.clear();
      say(`Erased: ${what}. Nothing of this course is left in this browser.`);
      erase.focus();
    });
    no.addEventListener("click", () => {
      say("Nothing was erased.");
      erase.focus();
    });
    say(
      `This erases ${what} from this browser. It cannot be undone; a copy that you downloaded can be taken in again.`,
      element("p", { class: "course-your-data__choice" }, yes, no),
    );
    no.focus();
  };

  const take = async (file: File): Promise<void> => {
    const read = await textOf(file);
    const result = "problem" in read ? read : takeIn(here, read.text);
    // The same file can be chosen again.
    input.value = "";
    if ("problem" in result) {
      say(`${result.problem} Nothing was changed.`);
      return;
    }
    const { taken, kept, unusable } = result;
    const parts = [
      taken.length ? `Taken in: ${listed(taken)}.` : "Nothing new was in this copy.",
      kept ? `${kept} ${kept === 1 ? "record" : "records"} stayed as they were here.` : "",
      unusable ? `${unusable} could not be read and were left out.` : "",
    ];
    say(parts.filter(Boolean).join(" "));
  };

  one(root, '[data-do="save"]').addEventListener("click", () => {
    const now = new Date();
    const name = `${here.course}-records-${day(now)}.json`;
    save(name, "application/json", copied(here, now));
    say(`The file ${name} holds ${listed(here.everything()) || "no records"}.`);
  });
  erase.addEventListener("click", ask);
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file !== undefined) void take(file);
  });
  here.watch(count);
  count();
}

function inWords(milliseconds: number): string {
  return new Date(milliseconds).toLocaleDateString("en-US", { dateStyle: "medium" });
}
