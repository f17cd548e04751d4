// The page of errors where nobody said at which address the course is hosted: it finds the course, and leads there.

import { all, one } from "../dom";
import { rootOf } from "./root";

const FROM_ROOT = "a[href^='/'], link[href^='/']";

async function lead(): Promise<void> {
  const styles = one<HTMLLinkElement>(document, "link[rel=stylesheet]").getAttribute("href") ?? "";
  const root = await rootOf(location.pathname, styles.slice(1));
  if (root === null || root === "/") return;
  for (const each of all(document, FROM_ROOT)) {
    each.setAttribute("href", `${root}${each.getAttribute("href")?.slice(1)}`);
  }
}

if (matchMedia("(prefers-color-scheme: dark)").matches) document.body.dataset.mdColorScheme = "slate";
void lead();
