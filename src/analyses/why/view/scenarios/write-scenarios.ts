/** Scenarios as a file: a row a step and scenario, with what was planned in each. */
import { writeCsv } from '../../../../base/write-csv.ts';
import type { ScenarioControl, ScenarioPlan } from '../../../../evaluation/scenarios/scenario.ts';
import { timeCell } from '../../../../export/timestamp.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import type { ScenarioSum } from './sum-scenario.ts';

export type ScenarioToWrite = { name: string; plan: ScenarioPlan; sum: Pick<ScenarioSum, 'forecast' | 'band'> };

/** `scenario,unique_id,ds,yhat,low,high` and a column for each driver; low and high are empty where no band is known. */
export function writeScenarios(
  series: SeriesOutline,
  scenarios: readonly ScenarioToWrite[],
  controls: readonly ScenarioControl[],
): string {
  const rows = scenarios.flatMap(({ name, plan, sum: { forecast, band } }) =>
    Array.from(forecast, (value, step): (string | number)[] => [
      name,
      series.uniqueId,
      timeCell(series, series.length + step),
      value,
      band ? band.low[step] : '',
      band ? band.high[step] : '',
      ...controls.map(({ name: driver, planned }) => (plan[driver] ?? planned)[step]),
    ]),
  );
  return writeCsv(['scenario', 'unique_id', 'ds', 'yhat', 'low', 'high', ...controls.map(({ name }) => name)], rows);
}
