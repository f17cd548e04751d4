// Brings a file of the site: from its server or, where pages are files and may ask for nothing, from a script.
//
// Beside our script, the offline copy of the course keeps each file as a script, `NAME.js`, which calls
// `courseBytes` with the name and the gzipped bytes as base64 (course_build/export/scripts.py). The copy that is one
// file holds the same bytes in elements of its document.

import { UPDATED, wasUpdated } from "../version/updated";

export type Bring = (address: URL) => Promise<Response>;
/** Return the gzipped bytes of a file, as base64, by its name. */
export type Named = (name: string) => Promise<string>;

declare global {
  interface Window {
    courseBytes?: (name: string, base64: string) => void;
    /** In the copy that is one file. */
    courseHeld?: Named;
  }
  interface Uint8ArrayConstructor {
    /** Not in all browsers yet, and many times faster than the way around it. */
    fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
  }
}

/** Return the answer for a file of the site. */
export const bring: Bring = async (address) => {
  if (window.courseHeld) return unpacked(await window.courseHeld(nameOf(address)));
  return address.protocol === "file:" ? fromScript(address) : fromServer(address);
};

async function fromServer(address: URL): Promise<Response> {
  const answer = await fetch(address);
  // Some hosts answer with a page for what they do not have.
  const page = answer.headers.get("Content-Type")?.startsWith("text/html");
  if ((!answer.ok || page) && (await wasUpdated())) throw new Error(UPDATED);
  return answer;
}

const waiting = new Map<string, (base64: string) => void>();

function fromScript(address: URL): Promise<Response> {
  const name = nameOf(address);
  window.courseBytes = (handed, base64) => waiting.get(handed)?.(base64);
  const script = document.createElement("script");
  script.src = `${address.href}.js`;
  return new Promise<Response>((resolve, reject) => {
    waiting.set(name, (base64) => resolve(unpacked(base64)));
    // A script has run before it is told of as loaded; when it handed nothing over, it is damaged.
    script.onload = script.onerror = () => reject(new Error(`${name}.js is missing or damaged`));
    document.head.append(script);
  }).finally(() => {
    waiting.delete(name);
    script.remove();
  });
}

function nameOf({ pathname }: URL): string {
  return pathname.slice(pathname.lastIndexOf("/") + 1);
}

/** Return the file whose gzipped bytes these are, as base64. */
export function unpacked(base64: string): Response {
  const { body } = new Response(decode(base64));
  if (body === null) throw new Error("the file is empty");
  return new Response(body.pipeThrough(new DecompressionStream("gzip")));
}

/** Return the bytes that base64 stands for. */
function decode(base64: string): Uint8Array<ArrayBuffer> {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
