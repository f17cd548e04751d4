// SHA-256 of a text. The browser's own is there only for pages from a safe host, and answers later.

/** The constants are the first 32 bits of the fractional parts of roots of primes. */
function fractions(count: number, root: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.length === 0 || isPrime(candidate)) found.push(candidate);
  }
  return found.map((prime) => ((prime ** (1 / root) % 1) * 2 ** 32) | 0);
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
}

const START = fractions(8, 2);
const ROUND = fractions(64, 3);

/** The digest in hexadecimal digits. */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const blocks = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  bytes.forEach((byte, index) => {
    blocks.setUint8(index, byte);
  });
  blocks.setUint8(bytes.length, 0x80);
  blocks.setBigUint64(blocks.byteLength - 8, BigInt(bytes.length) * 8n);
  const hash = new Int32Array(START);
  const words = new Int32Array(64);
  for (let offset = 0; offset < blocks.byteLength; offset += 64) {
    for (let index = 0; index < 64; index++) {
      words[index] = index < 16 ? blocks.getInt32(offset + 4 * index) : mixed(words, index);
    }
    const state = Int32Array.from(hash);
    for (let index = 0; index < 64; index++) step(state, at(words, index), ROUND[index] ?? 0);
    for (let index = 0; index < 8; index++) hash[index] = at(hash, index) + at(state, index);
  }
  return [...hash].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function mixed(words: Int32Array, index: number): number {
  const [one, other] = [at(words, index - 15), at(words, index - 2)];
  const low = turned(one, 7) ^ turned(one, 18) ^ (one >>> 3);
  const high = turned(other, 17) ^ turned(other, 19) ^ (other >>> 10);
  return at(words, index - 16) + low + at(words, index - 7) + high;
}

function step(state: Int32Array, word: number, constant: number): void {
  const [a, b, c, d, e, f, g, h] = [...state] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
  const one = (h + high + ((e & f) ^ (~e & g)) + constant + word) | 0;
  const low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
  const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
  state.set([one + two, a, b, c, d + one, e, f, g]);
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}
