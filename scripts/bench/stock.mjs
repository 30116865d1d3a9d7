/** What orders for a whole file cost, and what they come to beside the normal formula and ordering what sold. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundleSource } from '../source.mjs';

/** @param {string} path */
async function open(path) {
  const bytes = await readFile(path);
  return new Blob([path.endsWith('.gz') ? gunzipSync(bytes) : bytes]);
}

/** @param {unknown} value @returns {any} numbers with three digits that count */
function short(value) {
  if (typeof value === 'number') return Number(value.toPrecision(4));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(short);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, short(one)]));
}

/** @param {string[]} cases a file of many series, and how many items the curve of the larger file has: `file.csv,5000` */
export async function benchStock([path = 'public/samples/airport-flights.csv', many = '5000']) {
  const bundle = await bundleSource('scripts/bench/stock-node.ts');
  try {
    /** @type {typeof import('./stock-node.ts')} */
    const stock = await import(bundle.url);
    stock.takeWeightsFrom(() => stock.readWeightsInNode());
    await stock.startBackend({ asked: null, wasmFiles: stock.wasmFilesInNode() });
    const made = await stock.forecastAll(await open(path), basename(path));
    const measured = await stock.measureStock(made);
    const { given: _given, numbers: _numbers, ...orders } = measured;
    const replay = await stock.measureReplay(measured);
    const same = await stock.compareAtSameFill(made, [0.9, 0.93, 0.95, 0.97, 0.98]);
    const larger = await stock.measureStock(stock.repeatItems(made, Number(many)));
    const curve = await stock.measureCurve(larger);
    return {
      stock: short({ forecastSeconds: made.seconds, ...orders }),
      stockReplay: short(replay),
      stockSameFill: short(same),
      stockCurve: short({ ordersSeconds: larger.orderSeconds, ...curve }),
    };
  } finally {
    await bundle.dispose();
  }
}
