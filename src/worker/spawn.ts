/**
 * Starts the app's workers.
 *
 * A page's Content-Security-Policy in a meta element does not reach a worker loaded by its address, but does reach one
 * loaded from a blob. So each worker starts as a blob of one line that imports the real file: then the rule that nothing
 * leaves the page holds in the workers too, on any static host.
 */
import dataWorkerUrl from './data.worker.ts?worker&url';
import trainingWorkerUrl from './training.worker.ts?worker&url';

function spawn(address: string, name: string): Worker {
  const absolute = new URL(address, document.baseURI).href;
  const source = `import ${JSON.stringify(absolute)};`;
  const blobUrl = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return new Worker(blobUrl, { type: 'module', name });
}

export function spawnDataWorker(): Worker {
  return spawn(dataWorkerUrl, 'data');
}

export function spawnTrainingWorker(): Worker {
  return spawn(trainingWorkerUrl, 'training');
}
