/** Every series of a file forecast from its end, and how that did on the points that a later file of the same kind adds. */
import { type Item, type ItemForecast, testItem } from '../../src/evaluation/panel/forecast-item.ts';
import { createForecaster } from '../../src/evaluation/create-forecaster.ts';
import { defaultSettings, type Settings } from '../../src/forecasters/settings.ts';
import { closeGaps } from '../../src/series/fill-gaps.ts';
import { guessPanel } from '../../src/series/guess-panel.ts';
import { usualRules } from '../../src/series/panel.ts';
import { indexPanel } from '../../src/series/panel-index.ts';
import { type FileReading, readFile } from '../../src/analyses/all-series/read-file.ts';
import { trustSeries } from '../../src/analyses/all-series/judge-series.ts';
import { readTable } from '../../src/table/read-table.ts';

export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { takeWeightsFrom } from '../../src/forecasters/pretrained/load-weights.ts';
export { readWeightsInNode } from '../../src/forecasters/weights-in-node.ts';

export async function readAll(blob: Blob, name: string): Promise<FileReading> {
  const table = await readTable(blob, name, { signal: new AbortController().signal, choices: {}, onProgress: () => {} });
  if (!table.ok) throw new Error(table.problem.code);
  const choice = guessPanel(table.value);
  const index = indexPanel(table.value, choice);
  if (!index.ok) throw new Error(index.problem.code);
  const steps = readFile(table.value, choice, usualRules, index.value);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
export async function debug(reading: FileReading) {
  const { brief, given } = reading;
  const settings = { ...defaultSettings(brief.step!, 1000), horizonSteps: brief.horizonSteps, seasonLength: brief.seasonLength, models: ['quick'] as Settings['models'] };
  const out: any[] = [];
  for (const [n, item] of given.entries()) {
    if (!item) continue;
    const f = await testItem(item, settings, { signal: new AbortController().signal });
    const naive = await createForecaster('seasonal-naive', settings).fit({ histories: [item.series.y], validationSteps: 0, epochs: null }, { signal: new AbortController().signal });
    const [nf] = await naive.forecast([item.series.y], 0, 'points');
    const pre = await createForecaster('pretrained', settings).fit({ histories: [item.series.y], validationSteps: 0, epochs: null }, { signal: new AbortController().signal });
    const [pf] = await pre.forecast([item.series.y], 0, 'points');
    out.push({ name: brief.names[n], status: item.status, model: f.model, yhat: [...f.yhat], naive: [...nf.yhat], pre: [...pf.yhat], n: item.series.y.length, sum: f.sum, band: f.sumBand, q: f.quantiles.map((q)=>[...q]), test: f.test && { ...f.test, errors: f.test.errors.map((e) => [...e]) } });
  }
  return out;
}
