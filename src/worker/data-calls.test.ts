import { describe, expect, it } from 'vitest';
import { usualRules } from '../series/panel.ts';
import { type CallOptions, WorkerClient, type WorkerLike } from './client.ts';
import { createDataHandlers } from './data-calls.ts';
import type { PanelRequest, ReadProgress, TableSource } from './protocol.ts';
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
    postMessage: (reply, transfer = []) => {
      const data = structuredClone(reply, { transfer });
      queueMicrotask(() => worker.onmessage?.call(worker as Worker, { data } as MessageEvent));
    },
  };
  serve(port, createDataHandlers());
  return worker;
}

function source(text: string, name = 'sales.csv'): TableSource {
  return { name, blob: new Blob([text]) };
}

const whole: PanelRequest = {
  choice: { timeColumn: 0, idColumns: [], targetColumns: [1], covariateColumns: [] },
  rules: usualRules,
};
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
        guess: { shape: 'wide', mainTarget: 1, timeColumn: 0, idColumns: [], targetColumns: [1], covariateColumns: [] },
      },
    });
    const series = await client.call('prepare-series', { ...whole, uniqueId: null, step: null });
    expect(series.ok && series.value.series.y).toEqual(Float64Array.from({ length: 10 }, (_, i) => i * i));
  });

  it('gives the other series of a file as often as it is asked, and goes on with the table', async () => {
    const client = new WorkerClient(startHere);
    const lines = Array.from({ length: 20 }, (_, i) => `2024-01-${10 + i},${i * i},${i % 4},7`);
    await client.call('read-table', source(`date,a,b,c\n${lines.join('\n')}`));
    const choice = { timeColumn: 0, idColumns: [], targetColumns: [1, 2, 3], covariateColumns: [] };
    const shown = await client.call('prepare-series', { choice, rules: usualRules, uniqueId: 'b', step: null });
    if (!shown.ok) throw new Error(shown.problem.code);
    for (let time = 0; time < 2; time += 1) {
      const others = await client.call('read-others', { choice, rules: usualRules, shown: shown.value.series });
      expect(others.ok && others.value.leftOut).toBe(0);
      expect(others.ok && others.value.series.map(({ uniqueId, y }) => [uniqueId, y[19]])).toEqual([
        ['a', 361],
        ['c', 7],
      ]);
    }
    const again = await client.call('prepare-series', { choice, rules: usualRules, uniqueId: 'a', step: null });
    expect(again.ok && again.value.series.y[19]).toBe(361);
  });

  it('finds the seasons of the series, whatever is missing in it', async () => {
    const client = new WorkerClient(startHere);
    const days = Array.from({ length: 140 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));
    const weekly = days.flatMap((day, i) => (i === 30 ? [] : [`${day},${100 + 20 * Math.sin((i * 2 * Math.PI) / 7)}`]));
    await client.call('read-table', source(`date,sales\n${weekly.join('\n')}`));
    const read = await client.call('prepare-series', { ...whole, uniqueId: null, step: null });
    expect(read.ok && read.value.seasons).toEqual([7]);
  });

  it('reads every series of a panel in few numbers, and each in full', async () => {
    const client = new WorkerClient(startHere);
    const long = ['a', 'b'].flatMap((id) => Array.from({ length: 10 }, (_, i) => `${id},2024-01-${10 + i},${i * i}`));
    const table = await client.call('read-table', source(`shop,date,sales\n${long.join('\n')}`));
    if (!table.ok) throw new Error(table.problem.code);
    const request: PanelRequest = { choice: table.value.guess, rules: usualRules };
    const panel = await client.call('read-panel', request);
    expect(panel.ok && panel.value.series.map(({ uniqueId, length }) => [uniqueId, length])).toEqual([
      ['a', 10],
      ['b', 10],
    ]);
    const one = await client.call('prepare-series', { ...request, uniqueId: 'b', step: null });
    expect(one.ok && one.value.series.uniqueId).toBe('b');
  });

  it('refuses a series of one value', async () => {
    const client = new WorkerClient(startHere);
    await client.call('read-table', source(`date,sales\n${rows.replaceAll(/,\d+/g, ',7')}`));
    expect(await client.call('prepare-series', { ...whole, uniqueId: null, step: null })).toEqual({
      ok: false,
      problem: { code: 'constant-series', params: { column: 'sales', value: 7 } },
    });
  });

  it('keeps the table it has when the next file is none', async () => {
    const client = new WorkerClient(startHere);
    await client.call('read-table', source(`date,sales\n${rows}`));
    const failed = await client.call('read-table', source('<html></html>'));
    expect(failed).toEqual({ ok: false, problem: { code: 'not-a-table', params: { name: 'sales.csv' } } });
    expect((await client.call('prepare-series', { ...whole, uniqueId: null, step: null })).ok).toBe(true);
  });

  it('stops when cancelled, and keeps the table it has', async () => {
    const client = new WorkerClient(startHere);
    await client.call('read-table', source(`date,sales\n${rows}`));
    const controller = new AbortController();
    const options: CallOptions<'read-table'> = { signal: controller.signal, onProgress: () => controller.abort() };
    const cancelled = await client.call('read-table', source(`a,b\n${'1,2\n'.repeat(3_000_000)}`), options);
    expect(cancelled).toEqual({ ok: false, problem: { code: 'cancelled', params: {} } });
    expect((await client.call('prepare-series', { ...whole, uniqueId: null, step: null })).ok).toBe(true);
  });

  it('tells how far it is, and at last that it is through', async () => {
    const client = new WorkerClient(startHere);
    const seen: ReadProgress[] = [];
    const file = source(`a,b\n${'1,2\n'.repeat(1000)}`);
    await client.call('read-table', file, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ bytesRead: file.blob.size, bytesTotal: file.blob.size, rows: 1000 });
  });
});
