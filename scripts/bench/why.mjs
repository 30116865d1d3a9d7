/** What explaining forecasts costs in Node: AirPassengers, an LSTM of eight groups, a thousand series, a scenario. */
import { openAsBlob } from 'node:fs';
import { bundleSource } from '../source.mjs';

/** @param {Record<string, number>} values */
const short = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(3))]));

const sample = 'public/samples/air-passengers.csv';

/** Milliseconds, the quickest of five rounds; of the thousand series one. */
export async function benchWhy() {
  const bundle = await bundleSource('scripts/bench/why-node.ts');
  try {
    /** @type {typeof import('./why-node.ts')} */
    const why = await import(bundle.url);
    why.takeWeightsFrom(() => why.readWeightsInNode());
    await why.startBackend({ asked: null, wasmFiles: why.wasmFilesInNode() });
    const [series] = await why.readSeries(await openAsBlob(sample), 'air-passengers.csv');
    return {
      why: {
        airPassengersAuto: short(await why.timeOne(series, 'auto', 12, null)),
        airPassengersLstm: short(await why.timeOne(series, 'lstm', 12, 3)),
        manySeries: short(await why.timeMany(1000)),
        scenario: short(await why.timeScenario()),
      },
    };
  } finally {
    await bundle.dispose();
  }
}
