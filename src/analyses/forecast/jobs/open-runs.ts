/** What the models of a run have in common, made once in each worker. */
import type { EarlierTest } from '../../../evaluation/earlier-test.ts';
import { type PlannedRun, planRun } from '../../../evaluation/run-forecast.ts';
import { planUpdate } from '../../../evaluation/update-forecast.ts';
import { type ModelId, trains } from '../../../forecasters/model-cards.ts';
import type { Settings } from '../../../forecasters/settings.ts';
import { withKnownAhead } from '../../../series/known-ahead.ts';
import type { OtherSeries } from '../../../series/panel.ts';
import type { Series } from '../../../series/series.ts';
import type { ForecastAnswer, ForecastNeed } from '../inputs.ts';

type Need = (need: ForecastNeed) => Promise<ForecastAnswer>;

/** Statistical models and networks of the run before may still be asked for. */
const mostRuns = 2;

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

export type OpenRuns = (
  model: ModelId,
  settings: Settings,
  input: number,
  need: Need,
  /** Where it goes on with an earlier test. */
  earlier?: EarlierTest,
) => Promise<PlannedRun>;

/** @returns the run that a model belongs to; the same for all models of the same input and settings */
export function createOpenRuns(): OpenRuns {
  const open = new Map<string, Promise<PlannedRun>>();
  return (model, settings, input, need, earlier) => {
    const withOthers = learnsFromOthers(model, settings);
    const key = JSON.stringify([input, withOthers, settings, earlier]);
    const known = open.get(key);
    if (known) return known;
    const planning = Promise.all([
      seriesToForecast(need, settings),
      withOthers ? readOthers(need, settings) : null,
    ]).then(([series, others]) =>
      earlier ? planUpdate(series, settings, earlier, others) : planRun(series, settings, others),
    );
    planning.catch(() => open.delete(key));
    open.set(key, planning);
    for (const old of [...open.keys()].slice(0, -mostRuns)) open.delete(old);
    return planning;
  };
}
