/** What an event would change: which model wins, by how much it errs, and what it forecasts. */

import { defaultBacktest } from '../forecasters/backtest-settings.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import { applyEvents } from '../series/apply-events.ts';
import { timeAt } from '../series/calendar.ts';
import { covariatesFrom } from '../series/covariates.ts';
import { eventsFrom } from '../series/events.ts';
import { type EventOffer, type RankedOffer, takeOffer } from '../series/offer-events.ts';
import { filledFromAround, type Series } from '../series/series.ts';
import type { ModelResult } from './results.ts';
import { type RunContext, runForecast } from './run-forecast.ts';

/** Quick ones of several kinds: one that repeats, one that follows the level, one that learns what is usual. */
const models: ModelId[] = ['seasonal-naive', 'window-average', 'theta'];
/** Offers that are tried; the rest stand after them. */
const mostTried = 6;
/** Of a long series the most recent points are enough to tell. */
const mostPoints = 3000;

/** The series as it would be with an offer taken. */
export function withOffer(series: Series, offer: EventOffer, seasonLength: number): Series {
  const y = series.y.slice();
  const filled = series.filled.slice();
  const event = takeOffer(offer, offer.kind, series, '');
  const applied = applyEvents([event], { ...series, y }, new Uint8Array(y.length), seasonLength);
  for (const { at } of applied.changed) filled[at] = filledFromAround;
  const events = [...(series.events ?? []), ...applied.again];
  return { ...series, y, filled, ...(events.length > 0 && { events }) };
}

function seriesFrom(series: Series, start: number): Series {
  if (start === 0) return series;
  const { y, filled, firstMs, step, covariates, events, clockChanges: _, ...rest } = series;
  return {
    ...rest,
    step,
    firstMs: timeAt(firstMs, step, start),
    y: y.subarray(start),
    filled: filled.subarray(start),
    ...(covariates && { covariates: covariatesFrom(covariates, start) }),
    ...(events && { events: eventsFrom(events, start) }),
  };
}

function winnerOf(results: readonly ModelResult[]): ModelResult | null {
  const known = results.filter(({ metrics }) => metrics.mae !== null);
  return known.sort((one, other) => (one.metrics.mae as number) - (other.metrics.mae as number))[0] ?? null;
}

const sumOf = ({ forecast }: ModelResult) => forecast.reduce((sum, value) => sum + value, 0);
const changeOf = (after: number | null, before: number | null) =>
  before && after !== null ? after / before - 1 : null;

/** In whole percent: of those that change as much the one farther from what is usual stands first. */
const sizeOf = ({ impact }: RankedOffer) =>
  Math.round(100 * Math.max(Math.abs(impact?.error ?? 0), Math.abs(impact?.forecast ?? 0)));
const rankOf = ({ impact }: RankedOffer) => (impact === null ? 0 : impact.isOtherWinner ? 2 : 1);

/**
 * Offers in the order of what they change: those that change the winner of some quick models first, then those that change its
 * error or its forecast most.
 *
 * @param series finite at every point
 * @param offers those farthest from what is usual first
 */
export async function rankOffers(
  series: Series,
  settings: Settings,
  offers: readonly EventOffer[],
  context: RunContext,
): Promise<RankedOffer[]> {
  const quick: Settings = { ...settings, models, testSteps: null, backtest: defaultBacktest };
  const start = Math.max(0, series.y.length - mostPoints);
  const recent = seriesFrom(series, start);
  const isReached = offers.some(({ from }) => from >= start);
  const before = isReached ? winnerOf((await runForecast(recent, quick, context)).results) : null;
  const ranked: RankedOffer[] = [];
  let tried = 0;
  for (const offer of offers) {
    if (tried >= mostTried || offer.from < start || !before || context.signal.aborted) {
      ranked.push({ ...offer, impact: null });
      continue;
    }
    tried += 1;
    const moved = { ...offer, from: offer.from - start, to: offer.to - start };
    const { results } = await runForecast(withOffer(recent, moved, settings.seasonLength), quick, context);
    const after = winnerOf(results);
    const impact = after && {
      isOtherWinner: after.model !== before.model,
      error: changeOf(after.metrics.mae, before.metrics.mae),
      forecast: changeOf(sumOf(after), sumOf(before)),
    };
    ranked.push({ ...offer, impact });
  }
  return ranked.sort((one, other) => rankOf(other) - rankOf(one) || sizeOf(other) - sizeOf(one));
}
