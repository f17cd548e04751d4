// What the page says once, at the foot of the window: over nothing that has to move for it.

import { announce } from "./announce";
import { button, element, PRIMARY } from "./dom";

/** A button of a notice: its name, and what it does. */
export type Action = [name: string, act: () => void];

/**
 * Say something until the reader closes it.
 *
 * @param label names the region for a screen reader.
 */
export function notice(label: string, words: string, ...actions: Action[]): void {
  const shown = element("aside", { class: "course-notice", "aria-label": label });
  const buttons = actions.map(([name, act]) => button(name, act, PRIMARY));
  shown.append(
    element("p", {}, words),
    ...buttons,
    button("Close", () => shown.remove()),
  );
  document.body.append(shown);
  announce(words);
}
