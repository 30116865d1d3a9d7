/** The network that was trained ahead as a file for other programs, with the scaling of one series inside. */
import { writePretrainedOnnx } from '../../../export/onnx/pretrained-graph.ts';
import { staysAboveZero } from '../../../forecasters/floor.ts';
import { loadWeights } from '../../../forecasters/pretrained/load-weights.ts';
import { pretrainedParts } from '../../../forecasters/pretrained/pretrained-forecaster.ts';
import { historyRead, longerSeason } from '../../../forecasters/pretrained/read-history.ts';
import { otherSeason } from '../../../forecasters/pretrained/weigh-readings.ts';
import type { Series } from '../../../series/series.ts';
import type { ForecastJob } from './job.ts';

/**
 * @returns null where the history is read in two ways
 * @throws {WeightsMissing} where the weights are not to be had
 */
export async function writePretrained(
  { y }: Series,
  { settings, about, metadata }: Extract<ForecastJob, { kind: 'write-onnx' }>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { horizonSteps, backtest } = settings;
  const seasonLength = Math.max(1, settings.seasonLength);
  const length = Math.min(y.length, backtest.windowSteps ?? y.length);
  if (otherSeason(length, seasonLength) !== null) return null;
  const historySteps = historyRead(length, seasonLength);
  return writePretrainedOnnx({
    ...pretrainedParts(await loadWeights()),
    historySteps,
    seasonLength,
    longerSeason: longerSeason(seasonLength),
    horizonSteps,
    isFloored: staysAboveZero(y),
    about,
    metadata: {
      ...metadata,
      season: String(seasonLength),
      history: String(historySteps),
      horizon: String(horizonSteps),
    },
  });
}
