/** What one click on the first event that is offered does to the error, and how well a planted event is found. */
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { bundleSource } from '../source.mjs';

const usualDraws = 50;

/** @param {string[]} cases files of one series; the planted event alone where absent */
export async function benchEvents(cases) {
  const bundle = await bundleSource('scripts/bench/events-node.ts');
  try {
    /** @type {typeof import('./events-node.ts')} */
    const { oneClick, planted, startBackend, wasmFilesInNode, takeWeightsFrom, readWeightsInNode } = await import(
      bundle.url
    );
    takeWeightsFrom(() => readWeightsInNode());
    await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
    /** @type {Record<string, unknown>} */
    const result = { plantedEvent: planted(usualDraws) };
    for (const path of cases) {
      const { offers, mae } = await oneClick(await openAsBlob(path), basename(path));
      result[`offers of ${basename(path)}`] = offers;
      result[`error of ${basename(path)}`] = mae;
    }
    return result;
  } finally {
    await bundle.dispose();
  }
}
