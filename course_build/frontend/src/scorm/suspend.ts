// What a platform keeps between two visits: 4,096 characters in SCORM 1.2, so records are packed, and the least
// important ones are left out when there is no room. The browser of the last visit still has those.

import { KIND as ANSWER } from "../quiz/record";
import { type Filed, field, isObject, type Json } from "../store";

/** Characters that a platform keeps. */
export const ROOM = 4096;
/** Of the form of what is packed; another form gets another letter. */
const FORM = "1";
/** Kinds of records that a platform keeps, the most important first. */
const KINDS = ["page", ANSWER, "review"];

/** Return the records as a text that fits. */
export async function pack(
  records: readonly Filed[],
  contents: ReadonlyMap<string, string>,
): Promise<string> {
  const kept = records
    .filter(({ kind }) => KINDS.includes(kind))
    .map(({ kind, id, value }): [string, string, Json] => [kind, id, short(kind, id, value, contents)])
    .sort((one, other) => rank(one) - rank(other));
  // A few records of code can be longer than all others together: those of a kind come by their length.
  for (let count = kept.length; count > 0; count--) {
    const text = FORM + (await deflated(JSON.stringify(kept.slice(0, count))));
    if (text.length <= ROOM) return text;
  }
  return "";
}

/** Return the records of a text; none of one that is damaged, or of another form. */
export async function unpack(text: string, contents: ReadonlyMap<string, string>): Promise<Filed[]> {
  if (!text.startsWith(FORM)) return [];
  try {
    const found: unknown = JSON.parse(await inflated(text.slice(FORM.length)));
    if (!Array.isArray(found)) return [];
    return found.flatMap((one: unknown) => {
      const [kind, id, value] = Array.isArray(one) ? (one as unknown[]) : [];
      if (typeof kind !== "string" || typeof id !== "string" || !KINDS.includes(kind)) return [];
      return [{ kind, id, value: long(kind, id, value as Json, contents) }];
    });
  } catch {
    return [];
  }
}

function rank([kind, , value]: [string, string, Json]): number {
  return KINDS.indexOf(kind) * 1e6 + JSON.stringify(value).length;
}

/** An answer to a question as it is now needs no hash of its content: the course knows it. */
function short(kind: string, id: string, value: Json, contents: ReadonlyMap<string, string>): Json {
  if (kind !== ANSWER || !isObject(value) || field(value, "content") !== contents.get(id)) return value;
  const { content: _, ...rest } = value;
  return rest;
}

function long(kind: string, id: string, value: Json, contents: ReadonlyMap<string, string>): Json {
  const content = contents.get(id);
  if (kind !== ANSWER || !isObject(value) || "content" in value || content === undefined) return value;
  return { content, ...value };
}

async function deflated(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

async function inflated(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  return new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw")));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const { body } = new Response(bytes);
  if (body === null) return new Uint8Array();
  return new Uint8Array(await new Response(body.pipeThrough(stream)).arrayBuffer());
}
