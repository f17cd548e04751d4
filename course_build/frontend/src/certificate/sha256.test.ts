import { expect, it } from "vitest";
import { sha256 } from "./sha256";

// The first three are of FIPS 180-4's examples.
it.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
])("digests %j", (text, digest) => {
  expect(sha256(text)).toBe(digest);
});

it("gives what the browser's own gives, whatever the length", async () => {
  for (const text of [
    "é",
    "β".repeat(27),
    "x".repeat(55),
    "x".repeat(56),
    "x".repeat(64),
    "x".repeat(1000),
  ]) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    const digits = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"));
    expect(sha256(text)).toBe(digits.join(""));
  }
});
