import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const { sourceUrl, options } = workerData;
const root = fileURLToPath(new URL('../..', import.meta.url));
/** @type {typeof import('./source.ts')} */
const { scoreTogether, needsTensors, readWeightsInNode, startBackend, takeWeightsFrom, wasmFilesInNode } = await import(
  sourceUrl
);
takeWeightsFrom(() => readWeightsInNode(root));
if (options.models.some(needsTensors)) await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });

parentPort?.on('message', async (tasks) => {
  parentPort?.postMessage(await scoreTogether(tasks, options));
});
