/** The service worker of the page: what it keeps and answers is in `kept-files.ts`. It never takes an older one's place by itself. */
import { type Build, createKeptFiles } from './kept-files.ts';
import type { OfflineMessage } from './offline-message.ts';
import { answerShared } from './shared-file.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put here by the build (`scripts/service-worker.mjs`). */
declare const build: Build;

const { scope } = self.registration;
const kept = createKeptFiles(build, { caches, fetch, scope });

self.addEventListener('install', (event) => event.waitUntil(kept.fill()));
// The page that is open already is served too, so that it needs no reload to work without a connection.
self.addEventListener('activate', (event) => event.waitUntil(kept.tidy().then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const answer = kept.answer(event.request) ?? answerShared(event.request, { caches, scope });
  if (answer) event.respondWith(answer);
});
self.addEventListener('message', ({ data, ports }: ExtendableMessageEvent) => {
  const message = data as OfflineMessage;
  if (message.kind === 'take-over') void self.skipWaiting();
  else ports[0]?.postMessage(build.files.some((file) => new URL(file, scope).href === message.address));
});
