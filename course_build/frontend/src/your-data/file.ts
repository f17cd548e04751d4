// Files that a page makes for the reader, and files that the reader gives to a page: nothing leaves the computer.

import { element } from "../dom";
import { isObject, type Json } from "../store";

/** A sentence on why a file cannot be used. */
export interface Problem {
  problem: string;
}

/** More than any file of ours will ever have. */
const MOST_BYTES = 5_000_000;

/** Offer a file to save. */
export function save(name: string, type: string, content: string | ArrayBuffer): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The text of a chosen file. */
export async function textOf(file: File): Promise<{ text: string } | Problem> {
  if (file.size > MOST_BYTES) return { problem: "This file is too large to be one of this course." };
  try {
    return { text: await file.text() };
  } catch {
    return { problem: "The browser cannot read this file. Choose it again." };
  }
}

/** The object that a text says as JSON. */
export function jsonObject(text: string): { found: { [key: string]: Json } } | Problem {
  let found: Json;
  try {
    found = JSON.parse(text) as Json;
  } catch {
    return { problem: "This file cannot be read: it is damaged, or was not made by this course." };
  }
  return isObject(found) ? { found } : { problem: "This file was not made by this course." };
}

/** "2026-03-04", in the reader's own time, for the name of a file. */
export function day(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
