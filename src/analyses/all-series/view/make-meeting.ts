/** From a series of the list to the chart for others. Pure. */

import { saySpan } from '../../../i18n/dates.ts';
import { timeAt } from '../../../series/calendar.ts';
import { unitOfHeading } from '../../../series/measure.ts';
import { yearStepsOf } from '../../../series/year-steps.ts';
import { type MeetingData, withoutUnit } from '../../../ui/meeting/meeting-data.ts';
import type { FileBrief } from '../inputs.ts';
import type { ShownPlan } from '../state/plan-shown.ts';
import type { Results } from '../state/results.ts';
import { changeOf } from '../state/table-rows.ts';
import { modelOf, nameOf, sayAmount } from './say-row.ts';
import type { AllSeriesWords } from './words/all-series-words.ts';

export type MeetingOfRow = {
  file: FileBrief;
  /** As the model has it. */
  results: Results;
  plan: ShownPlan | null;
  number: number;
  /** Heading of the column that is forecast; null where there are several. */
  heading: string | null;
  fileName: string;
};

/** The forecast of a series in the sentence that any forecast has. */
function sayForecast(words: AllSeriesWords, { file, results, plan, number }: MeetingOfRow): string {
  const { say } = words;
  const shown = plan ? { ...results, sum: plan.sums } : results;
  const isWhole = file.isWhole[number] === 1;
  const amount = (values: Float64Array) => sayAmount(words, values[number], isWhole);
  const span = file.step ? saySpan(words, results.horizonSteps, file.step) : String(results.horizonSteps);
  const change = changeOf(shown, number);
  const turn = Math.abs(change) < 0.005 ? 'same' : change > 0 ? 'more' : 'less';
  const kind = file.isLevel ? 'level' : 'amount';
  const compared = say(`answer.${kind}.year.${turn}`, { by: words.percent(Math.abs(change)) });
  return [
    say(file.isLevel ? 'answer.mean' : 'answer.sum', { span, value: amount(shown.sum) }),
    say('answer.band', { low: amount(results.sumLow80), high: amount(results.sumHigh80) }),
    Number.isFinite(change) ? say('answer.compared', { change: compared }) : '',
    say('answer.end'),
  ].join('');
}

/** @returns null where the series has no forecast */
export function meetingOfRow(words: AllSeriesWords, row: MeetingOfRow): MeetingData | null {
  const { file, results, plan, number, heading, fileName } = row;
  const { step, endMs, history, starts, lags } = file;
  const { horizonSteps } = results;
  const model = modelOf(results, number);
  if (!step || endMs === null || !model || Number.isNaN(results.sum[number])) return null;
  const past = history.subarray(starts[number], starts[number + 1]);
  // Numbered from the first value that the page holds.
  const start = past.length + lags[number];
  const cut = (values: Float64Array) => values.slice(number * horizonSteps, (number + 1) * horizonSteps);
  const yearSteps = yearStepsOf(step);
  const yearBefore = (ahead: number) => past[start + ahead - (yearSteps ?? 0)] ?? Number.NaN;
  const hasYear = yearSteps !== null && yearSteps > 1 && horizonSteps <= yearSteps;
  const name = nameOf(words, file, number);
  return {
    target: heading === null ? '' : withoutUnit(heading),
    seriesName: name,
    fileName,
    sentence: sayForecast(words, row),
    model: words.say(`model.${model}`),
    hasEnded: false,
    measure: {
      isLevel: file.isLevel,
      isWhole: file.isWhole[number] === 1,
      unit: heading === null ? null : unitOfHeading(heading),
      isPercent: false,
    },
    place: {
      uniqueId: name,
      step,
      firstMs: timeAt(endMs, step, 1 - start),
      length: start,
      zeroShare: 0,
      isIntermittent: false,
      covariates: [],
    },
    history: Array.from(past, (value, at) => ({ at, value })),
    steps: {
      start,
      mean: cut(plan?.planned ?? results.mean),
      low: cut(results.low80),
      high: cut(results.high80),
      lastYear: hasYear
        ? Float64Array.from({ length: horizonSteps }, (_, ahead) => yearBefore(ahead))
        : new Float64Array(),
    },
  };
}
