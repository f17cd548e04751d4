// The files that the document holds, for our scripts and for the reader: gzipped, as base64, decoded when asked for.

import { type Named, unpacked } from "../python/bring";
import { save } from "../your-data/file";

const KIND: Record<string, string> = {
  csv: "text/csv",
  ipynb: "application/x-ipynb+json",
  json: "application/json",
};

/** Whether all of the document is here; files stand at its end. */
function whole(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
  });
}

/** Return what the element that keeps a file holds; its name is a path of the site, or the end of one. */
export const held: Named = async (name) => {
  await whole();
  const kept = document.querySelector(`script[data-file$="${CSS.escape(name)}"]`);
  if (kept === null) throw new Error(`this copy of the course does not hold ${name}`);
  return kept.textContent ?? "";
};

/** Let links to files save them. */
export function offerFiles(): void {
  document.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[download]") : null;
    const path = decodeURIComponent(link?.hash.slice(1) ?? "");
    if (path === "" || link?.href.startsWith("blob:")) return;
    event.preventDefault();
    const name = path.slice(path.lastIndexOf("/") + 1);
    const kind = KIND[name.slice(name.lastIndexOf(".") + 1)] ?? "text/plain";
    void held(path)
      .then((base64) => unpacked(base64).arrayBuffer())
      .then((bytes) => save(name, kind, bytes))
      .catch(reportError);
  });
}
