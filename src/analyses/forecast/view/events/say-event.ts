/** Events in words. */
import { sayTime } from '../../../../i18n/dates.ts';
import { clockAt } from '../../../../series/calendar.ts';
import type { EventKind, EventSpan, SeriesEvent } from '../../../../series/events.ts';
import type { EventOffer, RankedOffer } from '../../../../series/offer-events.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { normalQuantile } from '../../../../statistics/normal.ts';
import type { EventNote } from '../../inputs.ts';
import type { EventsWords } from './words/events-words.ts';

/** Changes below this are none. */
const leastChange = 0.005;

export const kindLabel = ({ say }: EventsWords, { kind, isYearly }: Pick<SeriesEvent, 'kind' | 'isYearly'>): string =>
  say(isYearly ? 'events.kind.yearly' : `events.kind.${kind}`);

/** 1 Jun 2025, or 1 Jun to 3 Jun 2025. */
function saySpan(words: EventsWords, { fromMs, toMs }: EventSpan, { step }: Pick<SeriesOutline, 'step'>): string {
  const [from, to] = [fromMs, toMs].map((ms) => sayTime(words, ms, step));
  return from === to ? from : words.say('events.span', { from, to });
}

export function sayWhen(words: EventsWords, { spans }: SeriesEvent, series: SeriesOutline): string {
  const [first] = spans;
  const more = spans.length - 1;
  const when = saySpan(words, first, series);
  return more > 0 ? `${when} ${words.say('events.more-dates', { count: more })}` : when;
}

export function sayOfferTime(
  words: EventsWords,
  { from, to }: Pick<EventOffer, 'from' | 'to'>,
  series: SeriesOutline,
): string {
  return saySpan(words, { fromMs: clockAt(series, from), toMs: clockAt(series, to) }, series);
}

/** +39 %, or +120. */
function sayEffect(words: EventsWords, effect: number, isRatio: boolean): string {
  return isRatio ? signed(words, effect - 1) : `${effect < 0 ? '−' : '+'}${words.number(Math.abs(effect), 3)}`;
}

function signed({ percent }: Pick<EventsWords, 'percent'>, share: number): string {
  return `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;
}

/** What became of an event in the series shown. */
export function sayNote(
  words: EventsWords,
  { kind }: { kind: EventKind },
  note: EventNote | undefined,
  series: SeriesOutline,
): string[] {
  const { say, number } = words;
  if (!note) return [];
  const next =
    note.next === null
      ? []
      : [say('events.effect.next', { date: sayTime(words, clockAt(series, note.next), series.step) })];
  if (kind === 'recurring') {
    if (!note.effect) return [say('events.effect.unseen'), ...next];
    const { effect, spread, seen, isRatio } = note.effect;
    const reach = normalQuantile(0.975) * spread;
    const [low, high] = isRatio
      ? [effect * Math.exp(-reach), effect * Math.exp(reach)]
      : [effect - reach, effect + reach];
    const told = say('events.effect', { count: seen, effect: sayEffect(words, effect, isRatio) });
    if (spread === 0) return [told, ...next];
    const range = say('events.effect.range', {
      effect: told,
      low: sayEffect(words, low, isRatio),
      high: sayEffect(words, high, isRatio),
    });
    return [range, ...next, ...(seen === 1 ? [say('events.effect.once')] : [])];
  }
  if (note.problem) return [say(`events.problem.${note.problem}`)];
  const values = { count: note.points, taken: number(note.taken, 6), put: number(note.put, 4) };
  return [say(kind === 'leave-out' && note.put === 0 ? 'events.left-out' : 'events.changed', values)];
}

export function sayOffer(words: EventsWords, offer: EventOffer, series: SeriesOutline): string {
  const { say, number } = words;
  return say(`events.offer.${offer.kind}`, {
    when: sayOfferTime(words, offer, series),
    sum: number(offer.sum, 6),
    usual: number(offer.usual, 3),
  });
}

/** What taking an offer would change; null where that was not tried. */
export function sayImpact(words: EventsWords, { impact }: RankedOffer): string | null {
  if (!impact) return null;
  const { say, list } = words;
  const told = (['error', 'forecast'] as const).flatMap((what) => {
    const change = impact[what];
    if (change === null || Math.abs(change) < leastChange) return [];
    return [say(`events.impact.${what}`, { change: signed(words, change) })];
  });
  const all = [...(impact.isOtherWinner ? [say('events.impact.winner')] : []), ...told];
  return all.length > 0 ? list(all) : say('events.impact.none');
}
