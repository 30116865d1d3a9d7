import { describe, expect, it } from 'vitest';
import { type CallOptions, WorkerClient, type WorkerLike } from './client.ts';
import { createDataHandlers } from './data-calls.ts';
import type { ReadProgress, TableSource } from './protocol.ts';
import { type Port, serve } from './server.ts';

/** A worker that lives on this thread: messages are copied as between threads, and come later. */
function startHere(): WorkerLike {
  const worker: WorkerLike = {
    postMessage: (message: unknown) => {
      // Blobs pass between threads by reference.
      queueMicrotask(() => port.onmessage?.({ data: message } as MessageEvent));
    },
    terminate: () => {
      port.onmessage = null;
    },
    onmessage: null,
    onerror: null,
    onmessageerror: null,
  };
  const port: Port = {
    onmessage: null,
    postMessage: (reply) => {
      const data = structuredClone(reply);
      queueMicrotask(() => worker.onmessage?.call(worker as Worker, { data } as MessageEvent));
    },
  };
  serve(port, createDataHandlers());
  return worker;
}

function source(text: string, name = 'sales.csv'): TableSource {
  return { name, blob: new Blob([text]) };
}

const rows = Array.from({ length: 10 }, (_, i) => `2024-01-${10 + i},${i * i}`).join('\n');

describe('the data worker', () => {
  it('reads a file, then a series of it', async () => {
    const client = new WorkerClient(startHere);
    const table = await client.call('read-table', source(`date,sales\n${rows}`));
    expect(table).toMatchObject({
      ok: true,
      value: {
        name: 'sales.csv',
        bytes: 11 + rows.length,
        rowCount: 10,
        raggedRows: 0,
        dialect: { encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true },
        columns: [
          { name: 'date', kind: 'date', missing: 0, unreadable: 0, unreadableExamples: [] },
          { name: 'sales', kind: 'number', missing: 0, unreadable: 0, unreadableExamples: [] },
        ],
        guess: { timeColumn: 0, targetColumn: 1 },
      },
    });
    const series = await client.call('read-series', { timeColumn: 0, targetColumn: 1 });
    expect(series.ok && series.value.series.y).toEqual(Float64Array.from({ length: 10 }, (_, i) => i * i));
  });

  it('keeps the table it has when the next file is none', async () => {
    const client = new WorkerClient(startHere);
    await client.call('read-table', source(`date,sales\n${rows}`));
    const failed = await client.call('read-table', source('<html></html>'));
    expect(failed).toEqual({ ok: false, problem: { code: 'not-a-table', params: { name: 'sales.csv' } } });
    expect((await client.call('read-series', { timeColumn: 0, targetColumn: 1 })).ok).toBe(true);
  });

  it('stops when cancelled, and keeps the table it has', async () => {
    const client = new WorkerClient(startHere);
    await client.call('read-table', source(`date,sales\n${rows}`));
    const controller = new AbortController();
    const options: CallOptions<'read-table'> = { signal: controller.signal, onProgress: () => controller.abort() };
    const cancelled = await client.call('read-table', source(`a,b\n${'1,2\n'.repeat(3_000_000)}`), options);
    expect(cancelled).toEqual({ ok: false, problem: { code: 'cancelled', params: {} } });
    expect((await client.call('read-series', { timeColumn: 0, targetColumn: 1 })).ok).toBe(true);
  });

  it('tells how far it is, and at last that it is through', async () => {
    const client = new WorkerClient(startHere);
    const seen: ReadProgress[] = [];
    const file = source(`a,b\n${'1,2\n'.repeat(1000)}`);
    await client.call('read-table', file, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ bytesRead: file.blob.size, bytesTotal: file.blob.size, rows: 1000 });
  });
});
