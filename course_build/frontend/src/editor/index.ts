// The editor of cells: CodeMirror, as a script of its own that a page loads when a reader first runs or edits a cell.

import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  isolateHistory,
} from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorSelection, EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

const INDENT = "    ";

export interface EditorOptions {
  /** The first child of this element. */
  parent: HTMLElement;
  code: string;
  /** What a screen reader calls it. */
  label: string;
  changed: (code: string) => void;
  run: () => void;
  /** The reader pressed Escape. */
  leave: () => void;
  /** The reader came in. */
  entered: () => void;
}

export interface Editor {
  focus(): void;
  /** Replace the whole text; the reader can undo that. */
  setText(code: string): void;
  /** Mark the line of an error, until the text changes; null marks none. */
  mark(line: number | null): void;
}

// The same colors as code that stands still, see styles/tokens.css.
const COLORS = tagHighlighter([
  { tag: tags.keyword, class: "course-token--keyword" },
  { tag: [tags.operatorKeyword, tags.bool, tags.null, tags.self], class: "course-token--plain" },
  { tag: [tags.comment, tags.string], class: "course-token--quiet" },
  { tag: [tags.punctuation, tags.bracket, tags.separator], class: "course-token--quiet" },
]);

const setWrong = StateEffect.define<number | null>();
const wrongLine = Decoration.line({ class: "course-cell__wrong" });
const wrongNumber = new (class extends GutterMarker {
  override elementClass = "course-cell__wrong-number";
})();

const wrong = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    let now = transaction.docChanged ? Decoration.none : marked;
    for (const effect of transaction.effects) {
      if (!effect.is(setWrong)) continue;
      const { doc } = transaction.state;
      const line = effect.value;
      now =
        line !== null && line >= 1 && line <= doc.lines
          ? Decoration.set(wrongLine.range(doc.line(line).from))
          : Decoration.none;
    }
    return now;
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    gutterLineClass.from(field, (marked) => {
      const at = marked.iter();
      return at.value ? RangeSet.of([wrongNumber.range(at.from)]) : RangeSet.empty;
    }),
  ],
});

/** Tab moves on to the next step of four spaces, and indents lines that are selected. */
function indent(view: EditorView): boolean {
  if (view.state.selection.ranges.some((one) => !one.empty)) return indentMore(view);
  view.dispatch(
    view.state.changeByRange((range) => {
      const column = range.head - view.state.doc.lineAt(range.head).from;
      const spaces = INDENT.slice(column % INDENT.length);
      return {
        changes: { from: range.head, insert: spaces },
        range: EditorSelection.cursor(range.head + spaces.length),
      };
    }),
    { scrollIntoView: true, userEvent: "input" },
  );
  return true;
}

/**
 * Replace a selection by what is typed. Chromium would join its lines in the page itself, and set styles on the pieces,
 * of which the page's policy complains.
 */
function replaceSelection(event: InputEvent, view: EditorView): boolean {
  const { data, inputType } = event;
  if (inputType !== "insertText" || data === null || view.composing || view.state.selection.main.empty)
    return false;
  view.dispatch(view.state.replaceSelection(data), { scrollIntoView: true, userEvent: "input.type" });
  return true;
}

export function createEditor(options: EditorOptions): Editor {
  const done = (action: () => void) => () => {
    action();
    return true;
  };
  const view = new EditorView({
    state: EditorState.create({
      doc: options.code,
      extensions: [
        lineNumbers(),
        history(),
        indentOnInput(),
        bracketMatching(),
        indentUnit.of(INDENT),
        EditorState.tabSize.of(INDENT.length),
        pythonLanguage,
        syntaxHighlighting(COLORS),
        wrong,
        keymap.of([
          { key: "Mod-Enter", run: done(options.run) },
          { key: "Shift-Enter", run: done(options.run) },
          { key: "Escape", run: done(options.leave) },
          { key: "Tab", run: indent, shift: indentLess },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.domEventHandlers({ beforeinput: replaceSelection }),
        // Reached by Tab without it too; with it, what scrolls sideways is known to be reached.
        EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.changed(update.state.doc.toString());
          if (update.focusChanged && update.view.hasFocus) options.entered();
        }),
      ],
    }),
  });
  options.parent.prepend(view.dom);
  return {
    focus: () => view.focus(),
    setText: (code) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: code },
        annotations: isolateHistory.of("full"),
      }),
    mark: (line) => view.dispatch({ effects: setWrong.of(line) }),
  };
}
