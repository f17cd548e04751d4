// The axes picture, made operable: choose technique, layout, axes or groups, and an entry.

import { all, element, one, say } from "../dom";
import { moved } from "./moving";
import { filled, type Layout, type Role, type State, sameEntry, shade } from "./sharing";

/** What is said in a state; the build wrote it. */
interface Words extends State {
  sentence: string;
  code: string;
  does: string;
  batch: string;
  training: string;
  also: string;
}

interface Data {
  layouts: Record<string, Layout>;
  techniques: Record<string, { name: string; glyph: string; states: Record<string, Words[]> }>;
}

interface Cell {
  entry: number[];
  shape: SVGRectElement;
}

const ANSWERS = ["does", "batch", "training", "also"] as const;

export function mount(root: HTMLElement): void {
  const data = JSON.parse(one(root, "script").textContent) as Data;
  const arrays = new Map(
    all(root, "[data-layout]").map((place) => {
      const name = place.dataset.layout ?? "";
      return [name, new Drawn(root.id, place, known(data.layouts, name), show)];
    }),
  );
  for (const group of all<HTMLFieldSetElement>(root, "fieldset")) group.disabled = false;
  root.addEventListener("change", show);
  show();

  function show(): void {
    const technique = chosen(root, "technique");
    const layout = chosen(root, "layout");
    const about = known(data.techniques, technique);
    const variants = known(about.states, layout);
    const state = variants[variants.length > 1 ? Number(chosen(root, `${technique}-${layout}`)) : 0];
    const drawn = arrays.get(layout);
    if (state === undefined || drawn === undefined)
      throw new Error(`nothing is known of ${technique} on ${layout}`);
    root.dataset.technique = technique;
    for (const [name, array] of arrays) array.place.hidden = name !== layout;
    for (const one of all(root, "[data-variants]"))
      one.hidden = one.dataset.variants !== `${technique} ${layout}`;
    drawn.show(state);
    sayAt(root, "glyph", about.glyph);
    sayAt(root, "name", `${about.name} on ${layout}`);
    sayAt(root, "sentence", filled(state.sentence, drawn.layout, state, drawn.entry));
    sayAt(root, "code", state.code);
    one(root, ".course-axes-picture__code").hidden = state.code === "";
    one(root, '[data-shows="shape"]').replaceChildren(...shape(drawn.layout, state));
    for (const answer of ANSWERS) sayAt(root, answer, state[answer]);
    for (const row of all(root, "dl > div")) row.hidden = one(row, "dd").textContent === "";
  }
}

/** An array as the build drew it, and the entry that is chosen in it. */
class Drawn {
  entry: number[];
  private readonly rows: Cell[][];
  private readonly labels: SVGElement[];
  private readonly mark: SVGGElement;

  constructor(
    name: string,
    readonly place: HTMLElement,
    readonly layout: Layout,
    private readonly changed: () => void,
  ) {
    this.entry = layout.entry;
    const cells = one<SVGGElement>(place, ".course-axes-picture__cells");
    this.labels = all<SVGElement>(place, "[data-axis]");
    this.mark = one<SVGGElement>(place, ".course-axes-picture__mark");
    this.rows = all<SVGGElement>(cells, ":scope > g").map((row) => {
      row.setAttribute("role", "row");
      return all<SVGRectElement>(row, "rect").map((shape) => ({
        entry: (shape.dataset.entry ?? "").split(",").map(Number),
        shape,
      }));
    });
    const svg = one<SVGSVGElement>(place, "svg");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-labelledby", one(svg, "title").id);
    // It describes the first state alone.
    one(svg, "desc").remove();
    cells.setAttribute("role", "grid");
    cells.setAttribute("aria-labelledby", one(svg, "title").id);
    cells.setAttribute("aria-describedby", `${name}-help`);
    for (const { entry, shape } of this.rows.flat()) {
      shape.setAttribute("role", "gridcell");
      shape.setAttribute(
        "aria-label",
        filled(layout.place, layout, { available: true, groups: 1, roles: {} }, entry),
      );
    }
    svg.addEventListener("click", (event) => this.choose(this.nearest(event)));
    cells.addEventListener("keydown", (event) => this.press(event));
  }

  show(state: State): void {
    for (const { entry, shape } of this.rows.flat()) {
      const isChosen = sameEntry(entry, this.entry);
      shape.dataset.set = shade(this.layout, state, this.entry, entry);
      shape.setAttribute("aria-selected", String(isChosen));
      shape.setAttribute("tabindex", isChosen ? "0" : "-1");
      if (isChosen)
        this.mark.setAttribute(
          "transform",
          `translate(${shape.getAttribute("x")} ${shape.getAttribute("y")})`,
        );
    }
    this.spread();
    for (const label of this.labels) label.dataset.role = state.roles[label.dataset.axis ?? ""] ?? "";
  }

  /** Let the light spread from the chosen entry: the farther a cell, the later. */
  private spread(): void {
    const [row, column] = this.position();
    this.rows.forEach((cells, at) => {
      cells.forEach(({ shape }, index) => {
        shape.style.setProperty("--axes-distance", String(Math.abs(at - row) + Math.abs(index - column)));
      });
    });
  }

  private choose(cell: Cell | undefined): void {
    if (cell === undefined) return;
    this.entry = cell.entry;
    this.changed();
    cell.shape.focus({ preventScroll: true });
  }

  private press(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    const size: [number, number] = [this.rows.length, this.rows[0]?.length ?? 0];
    const next = moved({ size, block: this.layout.block }, this.position(), event);
    if (next === null) return;
    event.preventDefault();
    this.choose(this.rows[next[0]]?.[next[1]]);
  }

  private position(): [number, number] {
    const row = this.rows.findIndex((cells) => cells.some(({ entry }) => sameEntry(entry, this.entry)));
    return [row, this.rows[row]?.findIndex(({ entry }) => sameEntry(entry, this.entry)) ?? 0];
  }

  /** The cell at or beside a point: nobody has to hit a cell to the pixel. */
  private nearest(event: MouseEvent): Cell | undefined {
    const away = ({ shape }: Cell) => {
      const { left, top, width, height } = shape.getBoundingClientRect();
      const [across, down] = [event.clientX - left - width / 2, event.clientY - top - height / 2];
      return Math.max(Math.abs(across), Math.abs(down)) / width;
    };
    const found = this.rows.flat().reduce((best, cell) => (away(cell) < away(best) ? cell : best));
    return away(found) < 1 ? found : undefined;
  }
}

function chosen(root: HTMLElement, name: string): string {
  return one<HTMLInputElement>(root, `input[name="${root.id}-${name}"]:checked`).value;
}

function known<T>(record: Record<string, T>, key: string): T {
  const found = record[key];
  if (found === undefined) throw new Error(`the data have no ${key}`);
  return found;
}

/** Say something where the build left a place for it. */
function sayAt(root: HTMLElement, place: string, text: string): void {
  say(one(root, `[data-shows="${place}"]`), text);
}

/** The layout as code writes it, the axes marked over which statistics are shared. */
function shape(layout: Layout, state: State): (Node | string)[] {
  const written = layout.axes.flatMap((axis, index): (Node | string)[] => {
    const role: Role = state.roles[axis] ?? "fixed";
    const marked = element(role === "fixed" ? "span" : "mark", { "data-role": role }, axis);
    return index ? [", ", marked] : [marked];
  });
  return ["x: (", ...written, ")"];
}
