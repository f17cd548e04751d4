// Files that travel as one: the length of a list, the list of names and lengths as JSON, and their contents.

interface PackedFile {
  name: string;
  content: Uint8Array;
}

/** Return the files, without copying their contents. */
export function unpack(packed: ArrayBuffer): PackedFile[] {
  const size = new DataView(packed).getUint32(0, true);
  const list: [string, number][] = JSON.parse(new TextDecoder().decode(new Uint8Array(packed, 4, size)));
  let at = 4 + size;
  return list.map(([name, length]) => {
    const content = new Uint8Array(packed, at, length);
    at += length;
    return { name, content };
  });
}
