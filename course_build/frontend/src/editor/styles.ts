// Stands in for the package style-mod, by which CodeMirror brings its styles: the page's policy allows no style element,
// but sheets that a script makes. The build puts it in that place (course_build/assets/bundle.py).

import { StyleModule as Original } from "../../node_modules/style-mod/src/style-mod.js";

export type { StyleSpec } from "../../node_modules/style-mod/src/style-mod.js";

const mounted = new WeakMap<object, Set<Original>>();

export class StyleModule extends Original {
  static override mount(
    root: Document | ShadowRoot | DocumentOrShadowRoot,
    modules: Original | readonly Original[],
  ): void {
    const known = mounted.get(root) ?? new Set();
    mounted.set(root, known);
    for (const one of modules instanceof Original ? [modules] : modules) {
      if (known.has(one)) continue;
      known.add(one);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(one.getRules());
      root.adoptedStyleSheets.push(sheet);
    }
  }
}
