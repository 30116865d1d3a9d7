import type { Words } from './words.ts';

/** From a lower to an upper number: 412 to 460. */
export function sayRange({ say, number }: Words, low: number, high: number, digits = 4): string {
  return say('range', { low: number(low, digits), high: number(high, digits) });
}
