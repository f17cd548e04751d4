// Brings the editor, once a page, when a cell first needs it.

import type { createEditor } from "../editor";
import { bringScript } from "../script";

/** Set by the build: the editor's script, from the folder of ours. */
declare const EDITOR_FILE: string;

declare global {
  interface Window {
    /** What that script leaves behind. */
    courseEditor?: { createEditor: typeof createEditor };
  }
}

let coming: Promise<typeof createEditor> | undefined;

/** Load the editor; after a failure, a call tries again. */
export function loadEditor(): Promise<typeof createEditor> {
  coming ??= load().catch((error: unknown) => {
    coming = undefined;
    throw error;
  });
  return coming;
}

async function load(): Promise<typeof createEditor> {
  await bringScript(EDITOR_FILE, "the editor");
  if (!window.courseEditor) throw new Error("the editor did not start");
  return window.courseEditor.createEditor;
}
