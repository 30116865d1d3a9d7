import { parentPort, workerData } from 'node:worker_threads';

/** @type {typeof import('../../src/score/source.ts')} */
const { scoreSeries } = await import(workerData.sourceUrl);

parentPort?.on('message', async (task) => {
  parentPort?.postMessage(await scoreSeries(task, workerData.options));
});
