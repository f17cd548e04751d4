// The certificate: what it asks for and what is done, and, when all is, the certificate itself, to print and to save.

import { all, button, element, one, svgElement } from "../dom";
import { field, store } from "../store";
import { day, save } from "../your-data/file";
import { asSvg, type Content, described, drawing, HEIGHT, type Look, type Shape, WIDTH } from "./drawing";
import {
  asFile,
  type Done,
  done,
  type Evidence,
  evidence,
  mark,
  open,
  type Required,
  STATEMENT,
} from "./evidence";

/** What the build says. */
interface Data extends Required {
  /** Of paper, by token. */
  colors: Record<string, string>;
  techniques: { key: string; name: string }[];
}

const LONGEST_NAME = 60;
const PAGE: Look = {
  color: (token) => `var(--course-${token})`,
  font: (family) => `var(--course-${family}-font)`,
};

export function mount(root: HTMLElement): void {
  const data = JSON.parse(one(root, "script").textContent ?? "") as Data;
  const here = store();
  const made = one(root, ".course-certificate__made");
  const left = one(root, ".course-certificate__left");
  const title = one<HTMLMetaElement>(document, 'meta[name="course-title"]').content;
  const input = element("input", {
    type: "text",
    id: "course-certificate-name",
    autocomplete: "name",
    maxlength: `${LONGEST_NAME}`,
  });
  const sheet = element("div", { class: "course-certificate__sheet" });
  const buttons = ["Print", "Download the certificate", "Download the evidence"].map((words) =>
    button(words),
  ) as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
  const form = element(
    "div",
    { class: "course-certificate__form" },
    element("label", { for: input.id }, "Your name, as it should stand there"),
    input,
    element("p", { class: "course-certificate__note" }, "It is kept in this browser alone."),
    element("p", { class: "course-certificate__buttons" }, ...buttons),
  );

  const now = (reader: Done): Evidence => evidence(here.course, written(input.value), data, reader);
  const content = (found: Evidence): Content => ({
    course: title,
    name: found.name || "Your name",
    date: new Date(found.completed).toLocaleDateString("en-US", { dateStyle: "long" }),
    parts: found.parts.length,
    scores: found.scores,
    version: found.version,
    mark: mark({ ...found } as never),
    statement: STATEMENT,
    techniques: data.techniques,
  });

  const show = (): void => {
    const reader = done(here, data);
    const missing = open(data, reader);
    for (const [name, ids, id] of [
      ["page", missing.parts, (entry: HTMLElement) => entry.dataset.page],
      ["question", missing.questions, (entry: HTMLElement) => entry.dataset.question],
    ] as const) {
      for (const entry of all(root, `[data-${name}]`)) {
        const state = entry.querySelector(":scope > .course-certificate__state");
        const words = name === "page" ? "✓ Complete" : "✓ Right";
        if (state !== null) state.textContent = ids.includes(id(entry) ?? "") ? "" : words;
      }
    }
    left.textContent = inWords(missing.parts.length, missing.questions.length);
    const ready = missing.parts.length + missing.questions.length === 0 && data.parts.length > 0;
    // Paper shows the certificate alone.
    root.closest(".md-content__inner")?.classList.toggle("course-certified", ready);
    if (!ready) {
      made.replaceChildren();
      return;
    }
    if (!form.isConnected) made.replaceChildren(form, sheet);
    const said = content(now(reader));
    const look = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": described(said) };
    sheet.replaceChildren(svgElement("svg", look, drawn(drawing(said, PAGE))));
  };

  const [print, picture, file] = buttons;
  print.addEventListener("click", () => window.print());
  picture.addEventListener("click", () => {
    save(`${named()}.svg`, "image/svg+xml", asSvg(content(now(done(here, data))), data.colors));
  });
  file.addEventListener("click", () => {
    save(`${named()}-evidence.json`, "application/json", asFile(now(done(here, data))));
  });
  const named = (): string => `${here.course}-certificate-${day(new Date(now(done(here, data)).completed))}`;

  const recall = (): void => {
    const kept = field(here.get("certificate", "name"), "name");
    if (typeof kept === "string" && document.activeElement !== input)
      input.value = kept.slice(0, LONGEST_NAME);
  };
  input.addEventListener("input", () => {
    const name = written(input.value);
    if (name === "") here.remove("certificate", "name");
    else here.set("certificate", "name", { name, at: new Date().toISOString() });
  });
  here.watch(() => {
    recall();
    show();
  });
  recall();
  show();
}

/** A name in one line. */
function written(name: string): string {
  return name.replace(/\s+/g, " ").trim().slice(0, LONGEST_NAME);
}

function inWords(parts: number, questions: number): string {
  if (parts + questions === 0) return "All of it is done. Your certificate is below.";
  const each = [
    ...(parts > 0 ? [`${parts} ${parts === 1 ? "part" : "parts"} to complete`] : []),
    ...(questions > 0 ? [`${questions} ${questions === 1 ? "question" : "questions"} to answer right`] : []),
  ];
  return `Left: ${each.join(" and ")}.`;
}

function drawn({ tag, attributes, children }: Shape): SVGElement {
  return svgElement(tag, attributes, ...children.map((one) => (typeof one === "string" ? one : drawn(one))));
}
