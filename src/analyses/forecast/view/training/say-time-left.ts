import type { Words } from '../../../../i18n/words.ts';

/** Less than this is not worth a number. */
const leastMs = 1500;

/** How long something will still take. */
export function sayTimeLeft({ say, duration }: Words, etaMs: number): string {
  return etaMs < leastMs ? say('training.nearly') : say('training.time-left', { duration: duration(etaMs) });
}
