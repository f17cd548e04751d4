import { expect, test } from "vitest";
import { unpack } from "./container";

function pack(files: Record<string, string>): ArrayBuffer {
  const encoder = new TextEncoder();
  const contents = Object.values(files).map((one) => encoder.encode(one));
  const head = encoder.encode(
    JSON.stringify(Object.keys(files).map((name, at) => [name, contents[at]?.length])),
  );
  const packed = new Uint8Array(4 + head.length + contents.reduce((sum, one) => sum + one.length, 0));
  new DataView(packed.buffer).setUint32(0, head.length, true);
  let at = 4;
  for (const one of [head, ...contents]) {
    packed.set(one, at);
    at += one.length;
  }
  return packed.buffer;
}

test("files come out as they went in, in their order", () => {
  const decoder = new TextDecoder();
  const files = unpack(pack({ "/lib/ä.bin": "first", "/empty": "", "/last": "äöü" }));
  expect(files.map(({ name, content }) => [name, decoder.decode(content)])).toEqual([
    ["/lib/ä.bin", "first"],
    ["/empty", ""],
    ["/last", "äöü"],
  ]);
});
