// A chart on the page: takes over the drawing that the build made, in the same box, and lets its values be read.

import { all, element, one, say, svgElement } from "../dom";
import { type Drawing, type Mark, type Picture, VERSIONS, type Version } from "./picture";
import { nearest, type Place, step } from "./reading";

const HINT = "Point at the picture, or move to it by keyboard and use the arrow keys, to read its values.";

export class Chart {
  private picture: Picture | null = null;
  private place: Place | null = null;
  private readonly told: HTMLElement;
  private readonly table: HTMLDetailsElement;
  private readonly prefix: string;

  /** `root` is what course_build/markdown/chart.py made; `hint` stands there while nothing is read. */
  constructor(
    private readonly root: HTMLElement,
    private readonly hint = HINT,
  ) {
    this.prefix = root.dataset.chart ?? "chart";
    this.told = one(root, ".course-chart__reading");
    this.told.textContent = hint;
    this.told.setAttribute("aria-live", "polite");
    this.table = one<HTMLDetailsElement>(root, ".course-chart__table");
    this.table.addEventListener("toggle", () => this.fillTable());
    one(root, ".course-chart__box").append(this.reader());
  }

  /** Draw a picture; whoever reads it stays at the same point where there is one. */
  show(picture: Picture, title: string): void {
    this.picture = picture;
    for (const version of VERSIONS) {
      const names = `${this.prefix}-${version}`;
      this.holder(version).replaceChildren(draw(picture[version], names, title, picture.description));
    }
    if (this.place !== null && picture.readings[this.place.series]?.points[this.place.point] === undefined) {
      this.place = null;
    }
    this.light();
    this.fillTable();
  }

  private reader(): HTMLElement {
    const reader = element("div", {
      class: "course-chart__reader",
      tabindex: "0",
      role: "application",
      "aria-label": "Values of the picture: left and right move over them, up and down change the series",
    });
    reader.addEventListener("keydown", (event) => {
      if (this.picture === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const to = step(this.picture.wide, this.place, event.key);
      if (to === undefined) return;
      event.preventDefault();
      this.read(to);
    });
    for (const name of ["pointermove", "pointerdown"] as const) {
      reader.addEventListener(name, (event) => this.point(event));
    }
    reader.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.read(null);
    });
    reader.addEventListener("blur", () => this.read(null));
    return reader;
  }

  private point(event: PointerEvent): void {
    const shown = VERSIONS.find((version) => this.holder(version).getBoundingClientRect().width > 0);
    if (this.picture === null || shown === undefined) return;
    const frame = this.holder(shown).getBoundingClientRect();
    const drawing = this.picture[shown];
    const scale = drawing.width / frame.width;
    this.read(nearest(drawing, (event.clientX - frame.left) * scale, (event.clientY - frame.top) * scale));
  }

  private read(place: Place | null): void {
    this.place = place;
    this.light();
  }

  private light(): void {
    for (const old of all(this.root, ".course-chart__lit")) old.remove();
    const place = this.place;
    const said = place && this.picture?.readings[place.series]?.points[place.point];
    say(this.told, said ?? this.hint);
    if (place === null || this.picture === null) return;
    for (const version of VERSIONS) {
      const lit = this.picture[version].spots[place.series]?.[place.point]?.lit;
      if (lit === undefined) continue;
      const made = mark(lit);
      made.classList.add("course-chart__lit");
      one<SVGSVGElement>(this.holder(version), "svg").append(made);
    }
  }

  private fillTable(): void {
    if (!this.table.open || this.picture === null) return;
    const { head, rows } = this.picture.table;
    one(this.table, "thead").replaceChildren(
      element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text))),
    );
    one(this.table, "tbody").replaceChildren(
      ...rows.map((cells) => element("tr", {}, ...cells.map((text) => element("td", {}, text)))),
    );
  }

  private holder(version: Version): HTMLElement {
    return one(this.root, `.course-chart__${version}`);
  }
}

/** An empty chart, as course_build/markdown/chart.py makes one, for a picture that comes later. */
export function chartRoot(prefix: string, table: string): HTMLElement {
  const versions = VERSIONS.map((version) => element("div", { class: `course-chart__${version}` }));
  const scroll = element(
    "div",
    { class: "course-figure__scroll", tabindex: "0", role: "region", "aria-label": table },
    element("table", {}, element("thead"), element("tbody")),
  );
  return element(
    "div",
    { class: "course-chart", "data-chart": prefix },
    element("section", { class: "course-chart__box" }, ...versions),
    element("p", { class: "course-chart__reading" }),
    element(
      "details",
      { class: "course-chart__table" },
      element("summary", {}, "The numbers of the picture as a table"),
      scroll,
    ),
  );
}

function draw(drawing: Drawing, names: string, title: string, description: string): SVGElement {
  const attributes = {
    class: "course-svg",
    viewBox: `0 0 ${drawing.width} ${drawing.height}`,
    role: "img",
    "aria-labelledby": `${names}-title ${names}-desc`,
    "font-family": "var(--course-figure-font, sans-serif)",
    "font-size": "13",
    "stroke-linejoin": "round",
  };
  return svgElement(
    "svg",
    attributes,
    svgElement("title", { id: `${names}-title` }, title),
    svgElement("desc", { id: `${names}-desc` }, description),
    ...drawing.marks.map(mark),
  );
}

function mark(from: Mark): SVGElement {
  return svgElement(from.tag, from.attributes, ...(from.text === undefined ? [] : [from.text]));
}
