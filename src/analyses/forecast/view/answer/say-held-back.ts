import type { ModelResult } from '../../../../evaluation/results.ts';
import { sayTime } from '../../../../i18n/dates.ts';
import type { Words } from '../../../../i18n/words.ts';
import { clockAt } from '../../../../series/calendar.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';

/** Of more values than these the first are named. */
const mostNamed = 5;

/** What was done so that no accident decides: values not learned from, errors across a shift of the level that bands leave out, and forecasts held within what is plausible. */
export function sayHeldBack(words: Words, series: SeriesOutline, results: readonly ModelResult[]): string[] {
  const { say } = words;
  const most = results.reduce<readonly number[]>(
    (all, { setAside }) => (setAside.length > all.length ? setAside : all),
    [],
  );
  const times = most.slice(0, mostNamed).map((at) => sayTime(words, clockAt(series, at), series.step));
  if (most.length > mostNamed) times.push('…');
  const shifted = results.find(({ shiftedAt }) => shiftedAt !== undefined)?.shiftedAt;
  return [
    ...(most.length > 0 ? [say('results.set-aside', { count: most.length, times: times.join(', ') })] : []),
    ...(shifted === undefined
      ? []
      : [say('results.shifted', { time: sayTime(words, clockAt(series, shifted), series.step) })]),
    ...results
      .filter(({ held }) => held > 0)
      .map(({ model, held }) => say('results.bounded', { model: say(`model.${model}`), steps: held })),
  ];
}
