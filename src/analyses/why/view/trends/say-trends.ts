/** Trends in words. */
import { saySpan } from '../../../../i18n/dates.ts';
import type { ChangeParts } from '../../../../planning/split-change.ts';
import type { Step } from '../../../../series/step.ts';
import type { TrendItems } from '../../trends/items.ts';
import { moveOf, type TrendSummary } from './sum-trends.ts';
import type { TrendsWords } from './words/trends-words.ts';

/** Parts smaller than this share of the total are not worth a word. */
const leastShare = 0.0005;

/** A share with its sign; less than ten percent with a digit behind the point. */
export function saySignedShare(words: Pick<TrendsWords, 'percent'>, share: number, digits?: number): string {
  const text = words.percent(Math.abs(share), digits ?? (Math.abs(share) < 0.0995 ? 1 : 0));
  const isNothing = Math.abs(share) < leastShare;
  return isNothing ? text : `${share < 0 ? '−' : '+'}${text}`;
}

export function sayTrends(words: TrendsWords, { tested, risers, fallers }: TrendSummary): string {
  const [rise, fall] = [risers.length, fallers.length];
  if (tested === 0) return words.say('trends.untested');
  if (rise > 0 && fall > 0) return words.say('trends.both', { rise, fall, tested });
  if (rise > 0) return words.say('trends.rise', { rise, tested });
  return fall > 0 ? words.say('trends.fall', { fall, tested }) : words.say('trends.none', { tested });
}

export const causeIds = ['volume', 'price', 'mix', 'added', 'gone'] as const;

type Total = { found: TrendItems; causes: ChangeParts | null; compared: number; step: Step };

/** How the total changed and by what; null where that is a share of nothing. */
export function sayTotal(words: TrendsWords, { found, causes, compared, step }: Total): string | null {
  if (found.isLevel) return words.say('trends.level');
  if (compared === 0) return words.say('trends.no-year');
  const { before, now } =
    causes ??
    moveOf(
      found.items,
      ({ units }) => units,
      () => '',
    );
  if (!(before > 0)) return null;
  const change = now / before - 1;
  const turn = Math.abs(change) < leastShare ? 'same' : change > 0 ? 'more' : 'less';
  const total = words.say(`trends.total.${turn}`, {
    span: saySpan(words, compared, step),
    change: saySignedShare(words, Math.abs(change)).replace('+', ''),
  });
  const parts = causeIds.flatMap((id) => {
    const share = causes ? causes[id] / before : 0;
    return Math.abs(share) < leastShare ? [] : [words.say(`trends.in.${id}`, { by: saySignedShare(words, share, 1) })];
  });
  return parts.length > 0
    ? words.say('trends.total.parts', { total, parts: words.list(parts) })
    : words.say('trends.total.plain', { total });
}
