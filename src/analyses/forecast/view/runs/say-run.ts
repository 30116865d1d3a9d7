/** A kept run in a few words. */
import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import type { Words } from '../../../../i18n/words.ts';
import { formatOf } from '../results/metric-format.ts';
import type { ForecastKept } from './comparable.ts';
import type { RunSummary } from './sum-runs.ts';

/** What the user calls it, else its number. */
export function nameRun({ say }: Words, { id, name }: Pick<ForecastKept, 'id' | 'name'>): string {
  return name === '' ? say('runs.name', { id }) : name;
}

/** When a run ended, by the clock of this device; with the day where that is not today. */
export function sayEnd({ language }: Words, endedAtMs: number): string {
  const isToday = new Date(endedAtMs).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(endedAtMs);
}

/** Whose forecast is taken, and what its error in the test was. */
export function sayTaken(words: Words, { taken, error, run }: RunSummary, metric: MetricId): string {
  return words.say('runs.taken', {
    model: taken ? words.say(`model.${taken.model}`) : '–',
    metric: words.say(`metric.${metric}`),
    error: error === null ? '–' : formatOf(words, metric, run.outcome.results)(error),
  });
}
