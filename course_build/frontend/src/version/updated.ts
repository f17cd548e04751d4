// Whether the host has a newer version of the course than this page is of: asked when a file of ours is gone.
//
// Names of our files carry a hash of their content. A page whose files are all there works on, whatever the host has by
// now; when one is gone, the page says so, and offers to be loaded again. It never takes a file of another version.

import { letGo } from "../device/worker";
import { notice } from "../notice";

/** Why something cannot be had, as the end of a sentence. */
export const UPDATED = "this course was updated, and the page has to be loaded again";

let told = false;

/** Whether this page is of an older version; if so, the page says it, once. */
export async function wasUpdated(): Promise<boolean> {
  const updated = await isOlder(scriptNames(document.scripts, document.baseURI));
  if (updated && !told) {
    told = true;
    notice(
      "New version",
      "This course was updated while this page was open, and a part of the page is gone. Load it again to go on: what you did here is kept.",
      ["Load again", () => void letGo().then(() => location.reload())],
    );
  }
  return updated;
}

/**
 * The names of the scripts that a page came with, which stand in every copy of it of the same version.
 *
 * Those are deferred; what is brought later is not, and stands in none.
 */
export function scriptNames(scripts: Iterable<HTMLScriptElement>, page: string): string[] {
  return [...scripts]
    .filter((one) => one.defer)
    .map((one) => one.src)
    .filter((address) => address.startsWith(new URL(page).origin) && /\.[0-9a-f]{10}\.js$/.test(address))
    .map((address) => address.slice(address.lastIndexOf("/") + 1));
}

/** Ask the host for this page, past everything that keeps copies. */
export async function isOlder(names: readonly string[]): Promise<boolean> {
  try {
    const [page = ""] = location.href.split("#");
    const answer = await fetch(page, { cache: "no-store" });
    // A page that is no more is of an older version too.
    if (answer.status === 404 || answer.status === 410) return true;
    if (!answer.ok) return false;
    const text = await answer.text();
    return names.some((name) => !text.includes(name));
  } catch {
    // Nobody answers: then the network is gone, and not the file.
    return false;
  }
}
