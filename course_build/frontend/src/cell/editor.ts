// Brings the editor, once a page, when a cell first needs it.

import { base } from "../base";
import { element } from "../dom";
import type { createEditor } from "../editor";

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

function load(): Promise<typeof createEditor> {
  return new Promise((resolve, reject) => {
    // A script and no module, so that it also comes where pages are files.
    const script = element("script", { src: new URL(EDITOR_FILE, base).href });
    script.onload = () => {
      if (window.courseEditor) resolve(window.courseEditor.createEditor);
      else reject(new Error("the editor did not start"));
    };
    script.onerror = () => reject(new Error("the editor did not come"));
    document.head.append(script);
  });
}
