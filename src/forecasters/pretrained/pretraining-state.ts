/** What a training goes on from, as a file: a magic word, the step, the length, the seed, then weights, moments and running mean. */
import type { PretrainingState } from './pretrain.ts';

const magic = 0x44435354;
const headerBytes = 16;

/** @returns the file's bytes, in the byte order of the machine that goes on with it */
export function packState({ seed, step, theta, moments, average }: PretrainingState): Uint8Array {
  const length = theta.length;
  const bytes = new Uint8Array(headerBytes + 16 * length);
  const header = new Uint32Array(bytes.buffer, 0, 4);
  header.set([magic, step, length, seed]);
  const numbers = new Float32Array(bytes.buffer, headerBytes);
  numbers.set(theta);
  numbers.set(moments, length);
  numbers.set(average, 3 * length);
  return bytes;
}

/** @returns what was packed, or what is wrong with the bytes */
export function readState(bytes: Uint8Array): PretrainingState | { problem: string } {
  const copy = bytes.slice();
  if (copy.length < headerBytes) return { problem: 'this is no state of a training.' };
  const [found, step, length, seed] = new Uint32Array(copy.buffer, 0, 4);
  if (found !== magic) return { problem: 'this is no state of a training.' };
  if (copy.length !== headerBytes + 16 * length)
    return { problem: 'the file is not whole; begin anew without --resume.' };
  const numbers = new Float32Array(copy.buffer, headerBytes);
  return {
    seed,
    step,
    theta: numbers.slice(0, length),
    moments: numbers.slice(length, 3 * length),
    average: numbers.slice(3 * length),
  };
}
