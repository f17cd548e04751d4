// The order of a question's options: the author's at first, another one for each new try, the same after a reload.

/** The names in the order that a seed says; 0 is the order in which they come. */
export function shuffled(names: readonly string[], seed: number): string[] {
  const order = [...names];
  if (seed === 0) return order;
  const random = generator(seed);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as string, order[last] as string];
  }
  return order;
}

/** The seed of the next try: it gives an order that the reader has not in front of them. */
export function reseeded(names: readonly string[], seed: number, chance: () => number = someSeed): number {
  const before = shuffled(names, seed).join();
  // Each reader begins somewhere else, and goes on from there.
  let next = seed === 0 ? chance() : advanced(seed);
  while (names.length > 1 && shuffled(names, next).join() === before) next = advanced(next);
  return next;
}

function advanced(seed: number): number {
  return (seed + 0x9e3779b9) >>> 0 || 1;
}

/** A seed that is another one each time. */
export function someSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] || 1;
}

/** Numbers from 0 to below 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
