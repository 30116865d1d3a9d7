/**
 * Starts the app's workers.
 *
 * A page's Content-Security-Policy in a meta element does not reach a worker loaded by its address, but does reach one
 * loaded from a blob. So each worker starts as a blob of one line that imports the real file: then the rule that nothing
 * leaves the page holds in the workers too, on any static host.
 */
import type { WorkerLike } from './client.ts';
import dataWorkerUrl from './data.worker.ts?worker&url';
import type { Reply } from './protocol.ts';
import trainingWorkerUrl from './training.worker.ts?worker&url';

type Watched = Worker & Pick<WorkerLike, 'watch'>;

/**
 * A worker that is ended from outside tells nobody. But it can hold a lock for as long as it lives: whoever waits for that lock
 * gets it at the moment the worker is gone. Where the page is not served securely there are no locks, and nothing is watched.
 */
function spawn(address: string, name: string): Watched {
  const absolute = new URL(address, document.baseURI).href;
  const lock = `${name} ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const holdLock = `navigator.locks?.request(${JSON.stringify(lock)}, () => {
  postMessage({ id: 0, type: 'alive' });
  return new Promise(() => {});
});`;
  const source = `import ${JSON.stringify(absolute)};\n${holdLock}`;
  const blobUrl = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(blobUrl, { type: 'module', name });
  return Object.assign(worker, {
    watch(onGone: () => void) {
      const hear = ({ data }: MessageEvent<Reply>) => {
        if (data.type !== 'alive' || data.id !== 0) return;
        worker.removeEventListener('message', hear);
        void navigator.locks?.request(lock, onGone);
      };
      worker.addEventListener('message', hear);
    },
  });
}

export function spawnDataWorker(): Watched {
  return spawn(dataWorkerUrl, 'data');
}

export function spawnTrainingWorker(): Watched {
  return spawn(trainingWorkerUrl, 'training');
}
