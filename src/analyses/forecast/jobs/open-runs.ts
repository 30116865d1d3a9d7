/** What the models of a run have in common, made once in each worker. */

import { planBacktest } from '../../../evaluation/backtest.ts';
import type { EarlierTest } from '../../../evaluation/earlier-test.ts';
import { type PlannedRun, planRun } from '../../../evaluation/run-forecast.ts';
import type { Targets } from '../../../evaluation/targets.ts';
import { planUpdate } from '../../../evaluation/update-forecast.ts';
import { type ModelId, trains } from '../../../forecasters/model-cards.ts';
import { type Settings, settingValue } from '../../../forecasters/settings.ts';
import { withKnownAhead } from '../../../series/known-ahead.ts';
import type { OtherSeries } from '../../../series/panel.ts';
import type { Series } from '../../../series/series.ts';
import type { ForecastAnswer, ForecastNeed, TargetSeries } from '../inputs.ts';

type Need = (need: ForecastNeed) => Promise<ForecastAnswer>;

/** Statistical models and networks of the run before may still be asked for, of each target. */
const mostRuns = (settings: Settings) => 2 * Math.max(1, settingValue(settings, 'together').length);

/** Whether a model of these settings learns from the other series of the file. */
function learnsFromOthers(model: ModelId, { network }: Settings): boolean {
  return network.scope === 'panel' && trains(model);
}

/** The series of a run with what is known ahead of any series with dates. */
export async function seriesToForecast(need: Need, { network, horizonSteps }: Settings): Promise<Series> {
  return withKnownAhead((await need({ kind: 'series' })) as Series, network, horizonSteps);
}

async function readOthers(need: Need, { network, horizonSteps }: Settings): Promise<OtherSeries> {
  const others = (await need({ kind: 'others' })) as OtherSeries;
  const series = await Promise.all(others.series.map((one) => withKnownAhead(one, network, horizonSteps)));
  return { ...others, series };
}

/** The targets to forecast together where the one asked about is among them; null where it is forecast by itself. */
async function readTargets(need: Need, settings: Settings, uniqueId: string): Promise<Targets | null> {
  const { network, horizonSteps } = settings;
  const columns = settingValue(settings, 'together');
  if (columns.length < 2) return null;
  const { names, series } = (await need({ kind: 'targets', columns })) as TargetSeries;
  const shown = series.findIndex((one) => one.uniqueId === uniqueId);
  if (shown < 0 || series.length < 2) return null;
  return { names, series: await Promise.all(series.map((one) => withKnownAhead(one, network, horizonSteps))), shown };
}

/** The other series of the file for one of them. */
function othersOf(series: Series, shown: Series, { series: all, leftOut }: OtherSeries): OtherSeries {
  return { series: [shown, ...all.filter(({ uniqueId }) => uniqueId !== series.uniqueId)], leftOut };
}

export type OpenRuns = (
  model: ModelId,
  settings: Settings,
  input: number,
  need: Need,
  /** Where it goes on with an earlier test, or forecasts another target than the one shown. */
  about?: { earlier?: EarlierTest | undefined; target?: string | undefined },
) => Promise<PlannedRun>;

/** @returns the run that a model belongs to; the same for all models of the same input and settings */
export function createOpenRuns(): OpenRuns {
  const open = new Map<string, Promise<PlannedRun>>();
  return (model, settings, input, need, { earlier, target } = {}) => {
    const withOthers = learnsFromOthers(model, settings);
    const key = JSON.stringify([input, withOthers, settings, earlier, target]);
    const known = open.get(key);
    if (known) return known;
    const planning = plan();
    planning.catch(() => open.delete(key));
    open.set(key, planning);
    for (const old of [...open.keys()].slice(0, -mostRuns(settings))) open.delete(old);
    return planning;

    async function plan(): Promise<PlannedRun> {
      const own = await seriesToForecast(need, settings);
      const targets = earlier ? null : await readTargets(need, settings, target ?? own.uniqueId);
      const series = targets?.series[targets.shown] ?? own;
      const others = withOthers ? await readOthers(need, settings) : null;
      const shown = others && target ? othersOf(series, own, others) : others;
      return earlier
        ? planUpdate(series, settings, earlier, shown)
        : planRun(series, settings, shown, planBacktest, targets);
    }
  };
}
