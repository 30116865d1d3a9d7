/** What goes with the series of a file, on the command line as on the page. */
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../compute/backend.ts';
import { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
import { takeWeightsFrom } from '../forecasters/pretrained/load-weights.ts';
import { readWeightsInNode } from '../forecasters/weights-in-node.ts';
import { promotedShare, promotionPanel, weeksAhead } from '../series/testing/promotion-panel.ts';
import { readSeries } from './read-series.ts';
import { scoreTogether } from './score-series.ts';

beforeAll(async () => {
  takeWeightsFrom(readWeightsInNode);
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const { text, shops } = promotionPanel();

async function forecast(withCovariates: boolean, models: string[], backtest: boolean) {
  const file = await readSeries(new Blob([text]), 'a.csv', { withCovariates });
  if (!file.ok) throw new Error(file.problem.of);
  const tasks = file.value.atEnd.map(({ series, lag }) => ({ series, actual: null, lag }));
  return scoreTogether(tasks, { models, horizonSteps: weeksAhead, seasonLength: 52, backtest });
}

test.each([false, true])('promotions are forecast within a tenth of the truth; tested first: %s', async (backtest) => {
  const scored = await forecast(true, ['quick', 'regression-ets'], backtest);
  for (const [at, { models, failures }] of scored.entries()) {
    expect(failures).toEqual([]);
    for (const { model, forecast: made } of models) {
      const share = promotedShare(shops[at], made.yhat);
      expect(share, `${shops[at].name}, ${model}`).toBeGreaterThan(0.9);
      expect(share, `${shops[at].name}, ${model}`).toBeLessThan(1.1);
    }
  }
});

test('without what the file knows ahead they are missed: the test can fail', async () => {
  const scored = await forecast(false, ['quick'], false);
  expect(promotedShare(shops[1], scored[1].models[0].forecast.yhat)).toBeLessThan(0.75);
});
