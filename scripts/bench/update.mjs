/** What bringing a run up to date costs beside a run anew, and what it does to the error. */
import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundleSource } from '../source.mjs';

/** Steps that have come, and how many ends of the file are gone through. */
const usualSpan = 14;
const usualEnds = 3;

/** @param {string} path */
async function open(path) {
  return path.endsWith('.gz') ? new Blob([gunzipSync(await readFile(path))]) : openAsBlob(path);
}

/** @param {Record<string, number>} numbers */
const short = (numbers) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value.toPrecision(3))]));

/**
 * @param {string[]} cases a file of one series, a file of many, and the steps that come: `one.csv,all.csv,2`; a sample alone where absent
 */
export async function benchUpdate([one = 'public/samples/births-daily.csv', all, span = String(usualSpan)]) {
  const bundle = await bundleSource('scripts/bench/update-node.ts');
  try {
    /** @type {typeof import('./update-node.ts')} */
    const { updateOne, updateAll, startBackend, wasmFilesInNode, takeWeightsFrom, readWeightsInNode } = await import(
      bundle.url
    );
    takeWeightsFrom(() => readWeightsInNode());
    await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
    const models = await updateOne(await open(one), basename(one), Number(span), usualEnds);
    const updateOneSeries = Object.fromEntries(Object.entries(models).map(([model, cost]) => [model, short(cost)]));
    if (!all) return { updateOneSeries };
    return {
      updateOneSeries,
      updateAllSeries: { all: short(await updateAll(await open(all), basename(all), Number(span))) },
    };
  } finally {
    await bundle.dispose();
  }
}
