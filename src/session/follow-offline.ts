/** Has the page kept for use without a connection, and says when it is, and when a newer one has come. */
import { trustAddress } from '../base/trusted-address.ts';
import type { OfflineMessage } from '../offline/offline-message.ts';

export type OfflineState = {
  /** Whether all files of this page are kept in the browser. */
  isReady: boolean;
  /** Puts a newer version of the page in the place of this one; null where there is none. */
  update: (() => void) | null;
};

const msBetweenChecks = 3_600_000;

/** Whether a worker keeps the page that is open, and not one before or after it. */
function holdsPage(worker: ServiceWorker): Promise<boolean> {
  const address = document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '';
  const { port1, port2 } = new MessageChannel();
  const message: OfflineMessage = { kind: 'holds', address };
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data === true);
    worker.postMessage(message, [port2]);
  });
}

function takeOver(worker: ServiceWorker): void {
  const message: OfflineMessage = { kind: 'take-over' };
  worker.postMessage(message);
}

/** @param change told of every change */
export async function followOffline(change: (state: Partial<OfflineState>) => void): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  let registration: ServiceWorkerRegistration;
  try {
    const address = trustAddress(new URL('sw.js', document.baseURI).href);
    registration = await serviceWorker.register(address, { updateViaCache: 'none' });
  } catch {
    // Private windows and some policies forbid it: the page works as ever, with a connection.
    return;
  }

  async function look(): Promise<void> {
    const { active, waiting } = registration;
    if (active && (await holdsPage(active))) change({ isReady: true });
    if (!waiting) return;
    // The page came from the network and is the new one already: nobody needs to be asked.
    if (await holdsPage(waiting)) return takeOver(waiting);
    change({
      update() {
        serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        takeOver(waiting);
      },
    });
  }

  function watch(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => void look());
  }
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  let checkedMs = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - checkedMs < msBetweenChecks) return;
    checkedMs = performance.now();
    // Without a connection there is no news.
    registration.update().catch(() => {});
  });
  await look();
}
