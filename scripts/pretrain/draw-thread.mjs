/** Draws samples beside the training: those of the steps it is asked for. */
import { parentPort, workerData } from 'node:worker_threads';

const { sourceUrl, seed, count } = workerData;
/** @type {typeof import('./source.ts')} */
const { drawSamples } = await import(sourceUrl);

parentPort?.on('message', (/** @type {number} */ step) => {
  const samples = drawSamples(seed, step, count);
  const buffers = [samples.encoder, samples.decoder, samples.target].map(
    ({ buffer }) => /** @type {ArrayBuffer} */ (buffer),
  );
  parentPort?.postMessage({ step, samples }, buffers);
});
