import { parentPort, workerData } from 'node:worker_threads';

const { sourceUrl, options } = workerData;
/** @type {typeof import('./source.ts')} */
const { scoreSeries, needsBacktest, startBackend, wasmFilesInNode } = await import(sourceUrl);
if (options.models.some(needsBacktest)) await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });

parentPort?.on('message', async (task) => {
  parentPort?.postMessage(await scoreSeries(task, options));
});
