// What a record may hold, and how a part of it is read.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A value of a record, if it is one that has it. */
export function field(record: Json | undefined, name: string): Json | undefined {
  return isObject(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Whether it is neither a plain value nor a list. */
export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
