/** What is taken away of a trained network, against the network itself. */
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { createForecaster } from '../../evaluation/create-forecaster.ts';
import { planRun } from '../../evaluation/run-forecast.ts';
import { tryShrunk } from '../../evaluation/try-shrunk.ts';
import { shrinkTrained, shrinkWays } from '../../export/model/shrink.ts';
import { writeOnnx } from '../../export/onnx/network-graph.ts';
import { writePretrainedOnnx } from '../../export/onnx/pretrained-graph.ts';
import type { FittedForecaster } from '../../forecasters/forecaster.ts';
import type { NetworkId } from '../../forecasters/model-cards.ts';
import { WeightsOfAnother } from '../../forecasters/neural/deployed-network.ts';
import { forecastPretrained, pretrainedParts } from '../../forecasters/pretrained/pretrained-forecaster.ts';
import { historyRead, longerSeason } from '../../forecasters/pretrained/read-history.ts';
import { readWeights } from '../../forecasters/pretrained/weights-file.ts';
import { createTrained } from '../../forecasters/registry.ts';
import { defaultSettings, type Settings } from '../../forecasters/settings.ts';
import { readWeightsInNode } from '../../forecasters/weights-in-node.ts';
import type { Series } from '../../series/series.ts';

const context = { signal: new AbortController().signal };

beforeAll(async () => {
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

function drawHistory(length: number, level = 1000): Float64Array {
  const random = createRandom(3);
  return Float64Array.from(
    { length },
    (_, at) => level + 2 * at + 200 * Math.sin((at * Math.PI) / 6) + 60 * (random() - 0.5),
  );
}

const history = drawHistory(150);

function settingsOf(model: NetworkId, change: Partial<Settings['network']> = {}, lookBackSteps = 26): Settings {
  const usual = defaultSettings({ unit: 'month', every: 1 }, history.length);
  const network = { ...usual.network, epochs: 3, hiddenSize: 16, heads: 4, layers: 2, patchLength: 4, ...change };
  return { ...usual, models: [model], lookBackSteps, horizonSteps: 14, network };
}

function learn(model: NetworkId, settings: Settings): Promise<FittedForecaster> {
  return createForecaster(model, settings).fit({ histories: [history], validationSteps: 0, epochs: 3 }, context);
}

const ends = [history, history.subarray(0, 120), history.subarray(0, 97), drawHistory(60, 5000), drawHistory(60, 10)];

type Case = [name: string, model: NetworkId, change: Partial<Settings['network']>, lookBackSteps?: number];
const cases: Case[] = [
  ['an LSTM of two layers', 'lstm', {}],
  ['an LSTM of one layer that gives quantiles', 'lstm', { layers: 1, loss: 'pinball' }],
  ['an LSTM whose windows are shorter than a season', 'lstm', { normalisation: 'last' }, 9],
  ['a GRU', 'gru', { layers: 2 }],
  ['a simple RNN, of windows as they are', 'rnn', { normalisation: 'none' }],
  ['a Transformer', 'transformer', {}],
  ['a Transformer that gives quantiles', 'transformer', { loss: 'pinball', patchLength: 6 }],
  ['three Transformers averaged', 'transformer', { members: 3, layers: 1 }],
  ['a Transformer over overlapping patches', 'patchtst', { layers: 1 }],
  ['a linear map', 'nlinear', {}],
];

describe('an ONNX file', () => {
  it.each(cases)('of %s gives in another runtime what the network gives here', async (_, model, change, lookBack) => {
    const settings = settingsOf(model, change, lookBack);
    const { lookBackSteps, horizonSteps } = settings;
    const fitted = await learn(model, settings);
    const trained = fitted.trained?.();
    if (!trained) throw new Error('no weights');
    const forecasts = await fitted.forecast(ends, 0);
    const file = writeOnnx({ model, settings, trained, about: 'a test', metadata: { unit: 'none' } });
    const session = await ort.InferenceSession.create(file);
    const windows = Float64Array.from(ends.flatMap((end) => [...end.subarray(-lookBackSteps)]));
    const said = await session.run({ values: new ort.Tensor('float64', windows, [ends.length, lookBackSteps]) });
    const points = said.forecast.data as Float64Array;
    expect(said.forecast.dims).toEqual([ends.length, horizonSteps]);
    let furthest = 0;
    const compare = (found: number, own: number) => {
      furthest = Math.max(furthest, found === own ? 0 : Math.abs(found / own - 1));
    };
    forecasts.forEach(({ yhat, quantiles }, at) => {
      yhat.forEach((value, step) => {
        compare(points[at * horizonSteps + step], value);
        quantiles?.forEach((level, place) => {
          const found = said.quantiles.data as Float64Array;
          compare(found[(at * horizonSteps + step) * quantiles.length + place], level[step]);
        });
      });
    });
    expect(furthest).toBeLessThan(1e-5);
    // The network has learnt something: the last season alone is another forecast.
    expect(Math.abs(forecasts[0].yhat[0] / history[history.length - 12] - 1)).toBeGreaterThan(1e-4);
  });
});

describe('an ONNX file of the network that was trained ahead', () => {
  const long = drawHistory(400);
  const withZeros = drawHistory(400, 300).map((value, at) => (at % 5 === 0 ? 0 : Math.round(value - 200)));
  const cases: [name: string, seasonLength: number, horizonSteps: number, length: number][] = [
    ['of months', 12, 13, 100],
    ['of less than three years of months', 12, 13, 30],
    ['of days, with the year over the week', 7, 3, 370],
  ];
  it.each(cases)('%s gives in another runtime what the network gives here', async (_, season, horizonSteps, length) => {
    const weights = readWeights(await readWeightsInNode());
    if (!weights) throw new Error('no weights');
    const histories = [long, withZeros, long.map((value) => value * 1e-6), new Float64Array(400).fill(7)].map((one) =>
      one.slice(-length),
    );
    const forecasts = await forecastPretrained(weights, histories, { seasonLength: season, horizonSteps });
    const historySteps = historyRead(length, season);
    const file = writePretrainedOnnx({
      ...pretrainedParts(weights),
      historySteps,
      seasonLength: season,
      longerSeason: longerSeason(season),
      horizonSteps,
      isFloored: false,
      about: 'a test',
      metadata: {},
    });
    const session = await ort.InferenceSession.create(file);
    const windows = Float64Array.from(histories.flatMap((one) => [...one.subarray(-historySteps)]));
    const values = new ort.Tensor('float64', windows, [histories.length, historySteps]);
    const said = await session.run({ values });
    let furthest = 0;
    forecasts.forEach(({ yhat, quantiles }, at) => {
      const size = yhat.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      yhat.forEach((value, step) => {
        const found = (said.forecast.data as Float64Array)[at * horizonSteps + step] as number;
        furthest = Math.max(furthest, Math.abs(found - value) / size);
        quantiles?.forEach((level, place) => {
          const other = said.quantiles.data as Float64Array;
          const each = other[(at * horizonSteps + step) * quantiles.length + place] as number;
          furthest = Math.max(furthest, Math.abs(each - (level[step] as number)) / size);
        });
      });
    });
    expect(furthest).toBeLessThan(1e-5);
  });
});

describe('a trained network', () => {
  it('forecasts the same from another history of that size, and from one of another size in proportion', async () => {
    const settings = settingsOf('gru', { members: 2 });
    const fitted = await learn('gru', settings);
    const trained = fitted.trained?.();
    if (!trained) throw new Error('no weights');
    const forecast = async (of: Float64Array) => {
      const deployed = await createTrained('gru', settings, trained).fit(
        { histories: [of], validationSteps: 0, epochs: null },
        context,
      );
      return (await deployed.forecast([of], 0))[0].yhat;
    };
    const own = (await fitted.forecast([history], 0))[0].yhat;
    expect(await forecast(history)).toEqual(own);
    const tenfold = await forecast(history.map((value) => 10 * value));
    tenfold.forEach((value, step) => {
      expect(Math.abs(value / own[step] / 10 - 1)).toBeLessThan(1e-5);
    });
  });

  it('is not made of the weights of another', async () => {
    const settings = settingsOf('gru');
    const trained = (await learn('gru', settings)).trained?.();
    if (!trained) throw new Error('no weights');
    expect(() => createTrained('lstm', settings, trained)).toThrow(WeightsOfAnother);
    const wider = { ...settings, network: { ...settings.network, hiddenSize: 20 } };
    expect(() => createTrained('gru', wider, trained)).toThrow(WeightsOfAnother);
  });

  it('costs nothing where its weights stay as they are, and is the worse the fewer are left', async () => {
    const settings = settingsOf('nlinear', { epochs: 40 });
    const length = history.length;
    const series: Series = {
      uniqueId: 'sales',
      step: { unit: 'month', every: 1 },
      firstMs: 0,
      y: history,
      filled: new Uint8Array(length),
    };
    const run = await planRun(series, settings);
    const trial = await tryShrunk('nlinear', run, {
      ...context,
      createForecaster,
      createTrained: (trained) => createTrained('nlinear', settings, trained),
      ways: shrinkWays,
      shrink: shrinkTrained,
      onShare: () => {},
    });
    if (!trial) throw new Error('nothing came of it');
    expect(trial.seedMaes).toHaveLength(3);
    const maeOf = (way: string) => trial.rows.find((row) => row.way === way)?.mae ?? Number.NaN;
    expect(maeOf('f32')).toBeCloseTo(trial.seedMaes[0], 9);
    expect(Math.abs(maeOf('f16') / maeOf('f32') - 1)).toBeLessThan(1e-2);
    expect(maeOf('f16')).not.toBe(maeOf('f32'));
    expect(Math.abs(maeOf('pruned-80') - maeOf('f32'))).toBeGreaterThan(Math.abs(maeOf('f16') - maeOf('f32')));
  });
});
