/** A repeatable source of random numbers: the same seed gives the same numbers on every machine. */
export type Random = () => number;

/**
 * The sfc32 generator of Chris Doty-Humphrey's PractRand.
 *
 * @param seed any whole number; `stream` gives independent sequences for one seed
 * @returns a function giving numbers in [0, 1), 32 bits each
 */
export function createRandom(seed: number, stream = 0): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

/** A draw from the standard normal distribution (Box and Muller 1958). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The numbers 0 to length - 1 in random order (Fisher and Yates). */
export function drawPermutation(length: number, random: Random): Int32Array {
  const order = Int32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last];
    order[last] = order[other];
    order[other] = kept;
  }
  return order;
}
