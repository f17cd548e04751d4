// Where the course begins on its host: the page of errors is sent for any address, and knows no other page from there.

/** The folders that an address lies in, from the root of its host on. */
export function foldersOf(path: string): string[] {
  const folders = ["/"];
  for (const name of path.split("/").slice(1, -1)) {
    if (name !== "") folders.push(`${folders.at(-1)}${name}/`);
  }
  return folders;
}

/** The first of them in which the host has a style sheet of ours; null where none has it. */
export async function rootOf(path: string, styles: string): Promise<string | null> {
  for (const folder of foldersOf(path)) {
    // One host may answer with another page what it has not.
    const answer = await fetch(`${folder}${styles}`, { method: "HEAD" }).catch(() => null);
    if (answer?.ok && answer.headers.get("content-type")?.startsWith("text/css")) return folder;
  }
  return null;
}
