/**
 * Starts the app's workers.
 *
 * A page's Content-Security-Policy in a meta element does not reach a worker loaded by its address, but does reach one
 * loaded from a blob. So each worker starts as a blob of one line that imports the real file: then the rule that nothing
 * leaves the page holds in the workers too, on any static host. In the page in one file the blob is the worker itself: a page opened
 * from disk may load no other file.
 */
import { carriedFile, isOneFile } from '../base/carried-files.ts';
import { trustAddress } from '../base/trusted-address.ts';
import type { WorkerLike } from './client.ts';
import dataWorkerUrl from './data.worker.ts?worker&url';
import type { Reply } from './protocol.ts';
import trainingWorkerUrl from './training.worker.ts?worker&url';

type Watched = Worker & Pick<WorkerLike, 'watch'>;

const carried = new Map<string, Blob>();

/** Has the workers of the page in one file ready to start. */
export async function unpackWorkers(): Promise<void> {
  if (!isOneFile) return;
  const unpack = async (address: string) => carried.set(address, await carriedFile(address));
  await Promise.all([dataWorkerUrl, trainingWorkerUrl].map(unpack));
}

/** What starts the worker of this address. */
function starterOf(address: string): { code: BlobPart; type: WorkerType } {
  if (isOneFile) return { code: carried.get(address) ?? '', type: 'classic' };
  return { code: `import ${JSON.stringify(new URL(address, document.baseURI).href)};`, type: 'module' };
}

/**
 * A worker that is ended from outside tells nobody. But it can hold a lock for as long as it lives: whoever waits for that lock
 * gets it at the moment the worker is gone. Where the page is not served securely there are no locks, and nothing is watched.
 */
function spawn(address: string, name: string): Watched {
  const { code, type } = starterOf(address);
  const lock = `${name} ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const holdLock = `navigator.locks?.request(${JSON.stringify(lock)}, () => {
  postMessage({ id: 0, type: 'alive' });
  return new Promise(() => {});
});`;
  const blobUrl = URL.createObjectURL(new Blob([code, '\n', holdLock], { type: 'text/javascript' }));
  const worker = new Worker(trustAddress(blobUrl), { type, name });
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
