import { afterEach, expect, test, vi } from 'vitest';
import { fail, ok } from '../base/result.ts';
import type { BackendName } from '../compute/backend-choice.ts';
import { WorkerClient, type WorkerLike } from './client.ts';
import { type Handlers, serve } from './server.ts';

const choice = { backend: 'cpu', adapter: null, softwareAdapter: false, passedOver: [] } as const;

/** A worker in this thread: the client on one end of a channel, the server on the other. */
function connect(handlers: Handlers<'start-backend' | 'read-table'>) {
  const workers: (WorkerLike & { fail: (message: string) => void })[] = [];
  const client = new WorkerClient(() => {
    const { port1, port2 } = new MessageChannel();
    serve(port2, handlers);
    const worker: (typeof workers)[number] = {
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      postMessage: (message: unknown) => port1.postMessage(message),
      terminate: () => {
        port1.close();
      },
      fail: (message) => worker.onerror?.call(null as never, { message } as ErrorEvent),
    };
    port1.onmessage = (event) => worker.onmessage?.call(null as never, event);
    workers.push(worker);
    return worker;
  });
  return { client, workers };
}

const unused = () => Promise.reject(new Error('not called here'));
const source = { name: 'a.csv', blob: new Blob(['x']) };

afterEach(() => {
  vi.useRealTimers();
});

test('a call gives what its handler gives', async () => {
  const startBackend = vi.fn(async (_input: { backend: BackendName | null }) => ok({ ...choice, passedOver: [] }));
  const { client } = connect({ 'start-backend': startBackend, 'read-table': unused });
  expect(await client.call('start-backend', { backend: 'cpu' })).toEqual({ ok: true, value: choice });
  expect(startBackend.mock.calls[0][0]).toEqual({ backend: 'cpu' });
  client.end('');
});

test('progress comes before the answer, in order', async () => {
  const { client } = connect({
    'start-backend': unused,
    'read-table': async (_input, { report }) => {
      for (const rows of [1, 2, 3]) report({ bytesRead: rows, bytesTotal: 3, rows });
      return fail({ code: 'empty-file', params: { name: 'a.csv' } });
    },
  });
  const seen: number[] = [];
  const result = await client.call('read-table', source, { onProgress: ({ rows }) => seen.push(rows) });
  expect(result).toEqual({ ok: false, problem: { code: 'empty-file', params: { name: 'a.csv' } } });
  expect(seen).toEqual([1, 2, 3]);
  client.end('');
});

test('two calls at once do not mix', async () => {
  const { client } = connect({
    'start-backend': async () => ok({ ...choice, passedOver: [] }),
    'read-table': async () => fail({ code: 'empty-file', params: { name: 'a.csv' } }),
  });
  const [first, second] = await Promise.all([
    client.call('read-table', source),
    client.call('start-backend', { backend: null }),
  ]);
  expect([first.ok, second.ok]).toEqual([false, true]);
  client.end('');
});

test('a bug in a handler comes back as an internal problem', async () => {
  const { client } = connect({ 'start-backend': () => Promise.reject(new Error('a bug')), 'read-table': unused });
  expect(await client.call('start-backend', { backend: null })).toMatchObject({
    ok: false,
    problem: { code: 'internal', params: { message: 'Error: a bug' } },
  });
  client.end('');
});

test('a cancel reaches the handler, which stops', async () => {
  const { client } = connect({
    'start-backend': unused,
    'read-table': (_input, { signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  });
  const controller = new AbortController();
  const result = client.call('read-table', source, { signal: controller.signal });
  controller.abort();
  expect(await result).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  client.end('');
});

test('a worker that does not answer a cancel in time is ended, and the next call starts another', async () => {
  const { client, workers } = connect({
    'start-backend': async () => ok({ ...choice, passedOver: [] }),
    'read-table': () => new Promise(() => {}),
  });
  const controller = new AbortController();
  const result = client.call('read-table', source, { signal: controller.signal, cancelWithinMs: 20 });
  controller.abort();
  expect(await result).toMatchObject({ ok: false, problem: { code: 'worker-died' } });
  expect(await client.call('start-backend', { backend: null })).toMatchObject({ ok: true });
  expect(workers).toHaveLength(2);
  client.end('');
});

test('a worker that dies fails its calls and is replaced', async () => {
  const { client, workers } = connect({
    'start-backend': async () => ok({ ...choice, passedOver: [] }),
    'read-table': () => new Promise(() => {}),
  });
  const result = client.call('read-table', source);
  workers[0].fail('out of memory');
  expect(await result).toEqual({
    ok: false,
    problem: { code: 'worker-died', params: { message: 'out of memory' } },
  });
  expect(await client.call('start-backend', { backend: null })).toMatchObject({ ok: true });
  client.end('');
});

test('a call that waits behind one that cannot be cancelled is made again of a new worker', async () => {
  const heard: string[] = [];
  let isDeaf = true;
  const { client, workers } = connect({
    'start-backend': unused,
    'read-table': async ({ name }) => {
      heard.push(name);
      if (isDeaf) await new Promise(() => {});
      return fail({ code: 'empty-file', params: { name } });
    },
  });
  const controller = new AbortController();
  const stuck = client.call('read-table', source, { signal: controller.signal, cancelWithinMs: 5 });
  const waiting = client.call('read-table', { ...source, name: 'b.csv' }, { standsAlone: true });
  await expect.poll(() => heard).toEqual(['a.csv', 'b.csv']);
  isDeaf = false;
  controller.abort();
  expect(await stuck).toMatchObject({ ok: false, problem: { code: 'worker-died' } });
  expect(await waiting).toMatchObject({ ok: false, problem: { code: 'empty-file', params: { name: 'b.csv' } } });
  expect(heard).toEqual(['a.csv', 'b.csv', 'b.csv']);
  expect(workers).toHaveLength(2);
  client.end('');
});

test('a worker that gives no sign of life is taken for gone, one that works long is not', async () => {
  vi.useFakeTimers();
  const pinged: number[] = [];
  let answers = true;
  const client = new WorkerClient(() => {
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      terminate: () => {},
      postMessage: ({ id, kind }) => {
        if (kind !== 'ping') return;
        pinged.push(id);
        if (answers) worker.onmessage?.({ data: { id, type: 'alive' } } as MessageEvent);
      },
    };
    return worker;
  });
  const result = client.call('start-backend', { backend: null });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(pinged.length).toBeGreaterThan(10);
  answers = false;
  await vi.advanceTimersByTimeAsync(200_000);
  expect(await result).toMatchObject({ ok: false, problem: { code: 'worker-died' } });
});
