/** The one sentence that somebody carries to a meeting. */
import type { Estimate, PricePart } from '../jobs/job.ts';
import { fewerBand } from './say-price.ts';
import type { PriceWords } from './words/price-words.ts';

/** What a dearer price went with; whether it may be said without a doubt. */
function sayDearer({ say, percent }: PriceWords, estimate: Estimate): string {
  const { value, low, high } = fewerBand(estimate);
  return say(low > 0 ? 'price.answer.fewer' : 'price.answer.unclear', {
    share: percent(value),
    low: percent(low),
    high: percent(high),
  });
}

/** What promotions went with, price and all, where the price moved with these alone. */
function sayPromoted({ say, percent, number }: PriceWords, part: PricePart, item: number, estimate: Estimate): string {
  const cut = 1 - part.lowest[item] / part.highest[item];
  const factor = (elasticity: number) => number((1 - cut) ** elasticity, 3);
  return say('price.answer.promotion', {
    cut: percent(cut),
    factor: factor(estimate.value),
    low: factor(estimate.high),
    high: factor(estimate.low),
  });
}

export function sayItem(words: PriceWords, part: PricePart, item: number): string {
  const { own, withPromotion } = part.judged.items[item];
  if (own) return sayDearer(words, own);
  return withPromotion ? sayPromoted(words, part, item, withPromotion) : words.say('price.answer.none');
}

/** Of all items together, or of the one. */
export function sayAnswer(words: PriceWords, part: PricePart): { text: string; estimate: Estimate | null } {
  const { items, all } = part.judged;
  if (items.length === 1) return { text: sayItem(words, part, 0), estimate: items[0].own };
  return all
    ? { text: sayDearer(words, all.mean), estimate: all.mean }
    : { text: words.say('price.answer.none'), estimate: null };
}
