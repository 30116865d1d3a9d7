/** What was tried on a file as CSV: a row a run, in the field's own vocabulary of columns. */
import { writeCsv } from '../base/write-csv.ts';
import { type Metrics, metricIds } from '../evaluation/metric-cards.ts';
import { settingNames } from '../forecasters/setting-cards.ts';
import { type Settings, settingValue } from '../forecasters/settings.ts';

export type RunRecord = {
  run: number;
  /** As the user calls it; empty where it has no name. */
  name: string;
  uniqueId: string;
  endedAtMs: number;
  /** Of all models together. */
  trainingMs: number;
  isPinned: boolean;
  settings: Settings;
  /** Every model that gave a result; `isTaken` is the one whose forecast is taken. */
  models: readonly { model: string; isTaken: boolean; metrics: Metrics; trainingMs: number }[];
};

/**
 * One row a run and model: `run,name,unique_id,ended,pinned,run_seconds,model,taken,model_seconds`, every metric of the test, empty
 * where it is undefined, then every setting. `ended` is UTC.
 */
export function writeRunsCsv(runs: readonly RunRecord[]): string {
  const columns = [
    ...['run', 'name', 'unique_id', 'ended', 'pinned', 'run_seconds', 'model', 'taken', 'model_seconds'],
    ...metricIds,
    ...settingNames,
  ];
  const rows = runs.flatMap(({ run, name, uniqueId, endedAtMs, trainingMs, isPinned, settings, models }) => {
    const asked = settingNames.map((setting) => {
      const value = settingValue(settings, setting) ?? '';
      return typeof value === 'number' ? value : String(value);
    });
    return models.map((each) => [
      run,
      name,
      uniqueId,
      new Date(endedAtMs).toISOString(),
      isPinned ? 1 : 0,
      trainingMs / 1000,
      each.model,
      each.isTaken ? 1 : 0,
      each.trainingMs / 1000,
      ...metricIds.map((id) => each.metrics[id] ?? ''),
      ...asked,
    ]);
  });
  return writeCsv(columns, rows);
}
