/** What a row says, in words and numbers. */
import { sayTime } from '../../../i18n/dates.ts';
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { Override } from '../../../planning/overrides.ts';
import type { FileBrief } from '../inputs.ts';
import { driversIn } from '../jobs/driver-bits.ts';
import { modelAt } from '../jobs/job.ts';
import { type Trust, trusts } from '../judge-series.ts';
import type { Results } from '../state/results.ts';
import type { AllSeriesWords } from './words/all-series-words.ts';

export function modelOf({ model }: Results, number: number) {
  return modelAt(model[number]);
}

export function trustOf({ trust }: Results, number: number): Trust {
  return trusts[trust[number]];
}

/** A series by its name; a total by what its series have in common. */
export function nameOf({ say }: AllSeriesWords, { names, groupings, totalsBy }: FileBrief, number: number): string {
  if (totalsBy === null) return names[number];
  if (totalsBy.length === 0) return say('all.level.total');
  return totalsBy
    .map((column) => {
      const { labels, codes } = groupings.find((one) => one.column === column) ?? { labels: [], codes: [] };
      return labels[codes[number]] ?? say('all.level.without', { column });
    })
    .join(' · ');
}

/** In the words of any forecast. */
export function sayTrustWord({ say }: AllSeriesWords, trust: Trust): string {
  return trust === 'none' ? '–' : say(`trust.${trust}`);
}

/** What beside its past went into the forecast of a series, each by its name; empty where that is nothing. */
export function driversOf(
  { say }: AllSeriesWords,
  { beside }: FileBrief,
  { drivers }: Results,
  number: number,
): string[] {
  const names = beside.map(({ name }) => name);
  const { columns, year, more } = driversIn(drivers[number], names);
  return [...columns, ...(more ? [say('all.drivers.more')] : []), ...(year ? [say('all.drivers.year')] : [])];
}

/** Whether any of that is taken to be known ahead in the test, too. */
export function usesKnownAhead({ beside }: FileBrief, { drivers }: Results, number: number): boolean {
  const ahead = beside.flatMap(({ name, known }) => (known === 'future' ? [name] : []));
  const names = beside.map(({ name }) => name);
  return driversIn(drivers[number], names).columns.some((name) => ahead.includes(name));
}

/** An amount as the data writes it: whole where all values are whole, else with three digits that count. */
export function sayAmount(words: AllSeriesWords, value: number, isWhole: boolean): string {
  if (!Number.isFinite(value)) return '–';
  // What is a little below zero is not written as less than nothing.
  return isWhole ? words.number(Math.round(value) + 0) : words.number(value, 3);
}

export function sayMiss(words: AllSeriesWords, share: number): string {
  return Number.isFinite(share) ? words.miss(share) : '–';
}

/** A change with its sign; beyond ten times it is a multiple. */
export function sayChange(words: AllSeriesWords, change: number): string {
  if (!Number.isFinite(change)) return '–';
  if (change >= 9) return `×${words.number(change + 1, 2)}`;
  const text = words.percent(Math.abs(change));
  if (text === words.percent(0)) return text;
  return `${change > 0 ? '+' : '−'}${text}`;
}

/** Why a series has no forecast; null where it has one, or will. */
export function sayNoForecast(words: AllSeriesWords, file: FileBrief, results: Results, number: number): string | null {
  const failure = results.failures.get(number);
  if (failure !== undefined) return words.say('all.failed', { message: failure });
  const none = file.noForecast[number];
  if (!none) return null;
  if (none.code === 'no-series') return sayProblem(words, none.problem, true);
  if (none.code === 'other-rhythm') return words.say('all.other-rhythm');
  const time = file.step ? sayTime(words, file.endsMs[number], file.step) : '';
  return words.say('all.ended', { time });
}

/** What a series belongs to, besides its name. */
export function groupsOf({ groupings }: FileBrief, number: number): string[] {
  return groupings.flatMap(({ isId, labels, codes }) => (isId || codes[number] < 0 ? [] : [labels[codes[number]]]));
}

/** What a planner set. */
export function sayOverride(
  words: AllSeriesWords,
  { kind, value, fromStep, toStep }: Override,
  isWhole: boolean,
): string {
  const { say, number, percent } = words;
  const steps = fromStep === toStep ? number(fromStep) : `${number(fromStep)}–${number(toStep)}`;
  if (kind === 'set') return say('all.set.said.set', { steps, value: sayAmount(words, value, isWhole) });
  return say('all.set.said.change', { steps, value: `${value < 0 ? '−' : '+'}${percent(Math.abs(value))}` });
}
