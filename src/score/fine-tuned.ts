/** The network that was trained ahead, tuned once to all series of a set together, with which each is then forecast. */
import { createForecaster } from '../evaluation/create-forecaster.ts';
import type { TuningTrial } from '../forecasters/forecaster.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import { timeAt } from '../series/calendar.ts';
import { countBefore } from '../series/history.ts';
import type { GlobalScores } from './global-networks.ts';
import { runFitted, type ScoreOptions, type ScoreTask } from './score-series.ts';

const model = 'fine-tuned';

/**
 * The histories of series as they were when the first of those that are measured ended: what came later at another one might tell
 * of what is to be forecast. Whole where none is measured.
 *
 * @returns [series][time] the first value alone where a series began later
 */
export function cutTogether(tasks: readonly ScoreTask[]): Float64Array[] {
  const endOf = ({ series: { firstMs, step, y } }: ScoreTask) => timeAt(firstMs, step, y.length);
  const measured = tasks.filter(({ actual }) => actual !== null);
  const first = measured.reduce((least, task) => Math.min(least, endOf(task)), Number.POSITIVE_INFINITY);
  return tasks.map(({ series }) =>
    Number.isFinite(first) ? series.y.subarray(0, Math.max(1, countBefore(series, first))) : series.y,
  );
}

/**
 * Tunes to all series and forecasts each from its end. The backend has to be started and the weights have to be at hand.
 *
 * @param hasTimes whether the points of different series can be told to be of the same time
 * @param onProgress told the share of the tuning that is done, 0-1
 * @param signal once aborted, tuning ends soon
 * @throws {FitCancelled} when cancelled
 */
export async function scoreFineTuned(
  tasks: readonly ScoreTask[],
  options: ScoreOptions,
  hasTimes: boolean,
  onProgress: (share: number) => void = () => {},
  signal: AbortSignal = new AbortController().signal,
): Promise<GlobalScores & { tuning: TuningTrial | null }> {
  const startedMs = performance.now();
  const { horizonSteps, seasonLength } = options;
  const { step, y } = tasks[0].series;
  const forecaster = createForecaster(model, { ...defaultSettings(step, y.length), horizonSteps, seasonLength });
  const histories = hasTimes ? cutTogether(tasks) : tasks.map(({ series }) => series.y);
  const fitted = await forecaster.fit(
    { histories, validationSteps: 0, epochs: null },
    { signal, onEpoch: ({ epoch, epochs }) => onProgress(epoch / epochs) },
  );
  try {
    const runs = [];
    for (const [place, task] of tasks.entries())
      runs.push(await runFitted(fitted, place, task, options).catch(() => null));
    const elapsedMs = (performance.now() - startedMs) / tasks.length;
    const scores = runs.map((run) => run && { model, ...run, elapsedMs });
    const failed = runs.filter((run) => run === null).length;
    const failure = failed > 0 ? `no forecast of ${failed} series` : null;
    return { scores, failure, tuning: fitted.tuning ?? null };
  } finally {
    fitted.dispose();
  }
}
