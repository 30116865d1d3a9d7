import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import type { SeriesBrief, ViewNeed } from '../analyses/forecast/inputs.ts';
import { tableSides } from '../analyses/table-sides.ts';
import type { OtherSeries, PanelChoice, PanelRequest, SeriesSummary } from '../series/panel.ts';
import { usualRules } from '../series/panel.ts';
import { mostGiven } from '../series/pieces.ts';
import type { ReadProgress } from '../table/finish-table.ts';
import { type CallOptions, throughPort, WorkerClient, type WorkerLike } from './client.ts';
import { createDataHandlers } from './data-calls.ts';
import { readPart } from './panel-parts.ts';
import type { TableHandle, TableSource } from './protocol.ts';
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
  serve(port, createDataHandlers(tableSides));
  return worker;
}

function source(text: string, name = 'sales.csv'): TableSource {
  return { name, blob: new Blob([text]) };
}

/** Reads a file, and gives the handle of its table. */
async function read(client: WorkerClient, text: string): Promise<TableHandle> {
  const result = await client.call('read-table', source(text));
  if (!result.ok) throw new Error(result.problem.code);
  return result.value.table;
}

/** One series, as forecasting asks for it. */
async function prepare(client: WorkerClient, table: TableHandle, panel: PanelRequest, uniqueId: string | null = null) {
  const request = { ...panel, uniqueId, step: null };
  const result = await client.call('prepare-input', { table, analysis: 'forecast', request });
  return result.ok ? { ...result.value, brief: result.value.brief as SeriesBrief } : result.problem;
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
        table: 1,
        profile: {
          name: 'sales.csv',
          bytes: 11 + rows.length,
          rowCount: 10,
          raggedRows: 0,
          dialect: { encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true },
          columns: [
            { name: 'date', kind: 'date', missing: 0, unreadable: 0, unreadableExamples: [] },
            { name: 'sales', kind: 'number', missing: 0, unreadable: 0, unreadableExamples: [] },
          ],
          guess: {
            shape: 'wide',
            mainTarget: 1,
            timeColumn: 0,
            idColumns: [],
            targetColumns: [1],
            covariateColumns: [],
          },
          refusals: { forecast: null, data: null },
        },
      },
    });
    expect(await prepare(client, 1, whole)).toMatchObject({
      brief: {
        series: { length: 10 },
        pieces: [{ from: 0, end: 10, kind: 'all', y: Float64Array.from({ length: 10 }, (_, i) => i * i) }],
        facts: { length: 10, largest: 81 },
      },
    });
  });

  it('gives over a port what jobs need of an input, as often as it is asked, until it is released', async () => {
    const client = new WorkerClient(startHere);
    const lines = Array.from({ length: 20 }, (_, i) => `2024-01-${10 + i},${i * i},${i % 4},${i === 3 ? '' : 7}`);
    const table = await read(client, `date,a,b,c\n${lines.join('\n')}`);
    const choice: PanelChoice = { timeColumn: 0, idColumns: [], targetColumns: [1, 2, 3], covariateColumns: [] };
    const shown = await prepare(client, table, { choice, rules: usualRules }, 'b');
    if (!('input' in shown)) throw new Error(shown.code);
    const { port1, port2 } = new MessageChannel();
    await client.call('connect', { port: port1 }, { transfer: [port1] });
    const jobs = new WorkerClient(() => throughPort(port2));
    const fetch = async (need: unknown) => {
      const given = await jobs.call('fetch-input', { input: shown.input, need });
      if (!given.ok) throw new Error(given.problem.code);
      return given.value;
    };
    for (let time = 0; time < 2; time += 1) {
      const others = (await fetch({ kind: 'others' })) as OtherSeries;
      expect(others.leftOut).toBe(0);
      expect(others.series.map(({ uniqueId, y }) => [uniqueId, y[19]])).toEqual([
        ['a', 361],
        ['c', 7],
      ]);
      expect(await fetch({ kind: 'series' })).toMatchObject({ uniqueId: 'b', y: shown.brief.pieces[0].y });
    }
    expect(await prepare(client, table, { choice, rules: usualRules }, 'a')).toMatchObject({
      brief: { series: { uniqueId: 'a' } },
    });
    await client.call('release-inputs', { inputs: [shown.input] });
    await expect(fetch({ kind: 'series' })).rejects.toThrow('input-gone');
    jobs.end('');
  });

  it('gives jobs values on straight lines where gaps were left open, and the page none', async () => {
    const client = new WorkerClient(startHere);
    const gappy = rows.replace('2024-01-15,25', '2024-01-15,');
    const table = await read(client, `date,sales\n${gappy}`);
    const open: PanelRequest = { ...whole, rules: { ...usualRules, gaps: 'leave' } };
    const shown = await prepare(client, table, open);
    if (!('input' in shown)) throw new Error(shown.code);
    expect(shown.brief.pieces[0].y[5]).toBeNaN();
    const { port1, port2 } = new MessageChannel();
    await client.call('connect', { port: port1 }, { transfer: [port1] });
    const jobs = new WorkerClient(() => throughPort(port2));
    const given = await jobs.call('fetch-input', { input: shown.input, need: { kind: 'series' } });
    expect(given).toMatchObject({ ok: true, value: { y: { 5: 26 }, filled: { 5: 1 } } });
    jobs.end('');
  });

  it('reads a table without numbers, and says why it is not to be forecast', async () => {
    const client = new WorkerClient(startHere);
    const table = await client.call('read-table', source('order,item\nA1,tea\nA1,milk\nA2,tea\n'));
    expect(table).toMatchObject({
      ok: true,
      value: {
        profile: {
          rowCount: 3,
          guess: null,
          refusals: { forecast: { code: 'no-number-column', params: { columns: ['order', 'item'] } }, data: null },
        },
      },
    });
  });

  it('finds the seasons of the series, whatever is missing in it', async () => {
    const client = new WorkerClient(startHere);
    const days = Array.from({ length: 140 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));
    const weekly = days.flatMap((day, i) => (i === 30 ? [] : [`${day},${100 + 20 * Math.sin((i * 2 * Math.PI) / 7)}`]));
    const table = await read(client, `date,sales\n${weekly.join('\n')}`);
    expect(await prepare(client, table, whole)).toMatchObject({ brief: { seasons: [7] } });
  });

  it('gives the page of a long series what a screen can show, and more of it when asked', async () => {
    const client = new WorkerClient(startHere);
    const value = (row: number) => (row * 7919) % 1009;
    const lines = Array.from({ length: 50_000 }, (_, row) => {
      const time = new Date(Date.UTC(2024, 0, 1) + row * 60_000).toISOString().slice(0, 19);
      return row === 25_000 ? '' : `${time},${value(row)}`;
    });
    const table = await read(client, `time,load\n${lines.join('\n')}`);
    const shown = await prepare(client, table, whole);
    if (!('input' in shown)) throw new Error(shown.code);
    const { brief, input } = shown;
    expect(brief.series).toMatchObject({ uniqueId: 'load', length: 50_000 });
    expect(brief.marks).toEqual({ filled: 1 });
    expect(serialize(brief).byteLength).toBeLessThan(50_000 * 8);
    for (const { y } of brief.pieces) expect(y.length).toBeLessThanOrEqual(mostGiven);
    const ask = (need: ViewNeed) => client.call('fetch-input', { input, need });
    const closer = await ask({ kind: 'piece', from: 1000, end: 1100 });
    const expected = Float64Array.from({ length: 100 }, (_, at) => value(1000 + at));
    expect(closer).toMatchObject({ ok: true, value: { kind: 'all', from: 1000, y: expected } });
    const picked = await ask({ kind: 'points', at: Uint32Array.of(3, 40_000) });
    expect(picked).toMatchObject({ ok: true, value: { y: Float64Array.of(value(3), value(40_000)) } });
    const file = await ask({ kind: 'csv' });
    const saved = file.ok ? await (file.value as Blob).text() : '';
    expect(saved.trimEnd().split(/\r?\n/)).toHaveLength(50_001);
    expect(saved).toContain('filled: linear');
  });

  it('reads every series of a panel in few numbers, and each in full', async () => {
    const client = new WorkerClient(startHere);
    const long = ['a', 'b'].flatMap((id) => Array.from({ length: 10 }, (_, i) => `${id},2024-01-${10 + i},${i * i}`));
    const table = await client.call('read-table', source(`shop,date,sales\n${long.join('\n')}`));
    if (!table.ok) throw new Error(table.problem.code);
    const { table: handle, profile } = table.value;
    if (!profile.guess) throw new Error('no guess');
    const request: PanelRequest = { choice: profile.guess, rules: usualRules };
    const series: SeriesSummary[] = [];
    const onProgress: NonNullable<CallOptions<'read-panel'>['onProgress']> = (progress) => {
      if ('part' in progress) series.push(...readPart(progress.part));
    };
    const panel = await client.call('read-panel', { table: handle, ...request }, { onProgress });
    expect(panel).toEqual({
      ok: true,
      value: {
        step: { unit: 'day', every: 1 },
        refused: [],
        account: {
          rowsRead: 20,
          rowsUsed: 20,
          leftOut: [],
          sums: [{ column: 'sales', inFile: 570, inSeries: 570, leftOut: [], changed: [] }],
        },
      },
    });
    expect(series.map(({ uniqueId, length }) => [uniqueId, length])).toEqual([
      ['a', 10],
      ['b', 10],
    ]);
    expect(await prepare(client, handle, request, 'b')).toMatchObject({ brief: { series: { uniqueId: 'b' } } });
  });

  it('refuses a series of one value', async () => {
    const client = new WorkerClient(startHere);
    const table = await read(client, `date,sales\n${rows.replaceAll(/,\d+/g, ',7')}`);
    expect(await prepare(client, table, whole)).toEqual({
      code: 'constant-series',
      params: { column: 'sales', value: 7 },
    });
  });

  it('keeps the table it has when the next file is none', async () => {
    const client = new WorkerClient(startHere);
    const table = await read(client, `date,sales\n${rows}`);
    const failed = await client.call('read-table', source('<html></html>'));
    expect(failed).toEqual({ ok: false, problem: { code: 'not-a-table', params: { name: 'sales.csv' } } });
    expect(await prepare(client, table, whole)).toHaveProperty('input');
  });

  it('stops when cancelled, and keeps the table it has', async () => {
    const client = new WorkerClient(startHere);
    const table = await read(client, `date,sales\n${rows}`);
    const controller = new AbortController();
    const options: CallOptions<'read-table'> = { signal: controller.signal, onProgress: () => controller.abort() };
    const cancelled = await client.call('read-table', source(`a,b\n${'1,2\n'.repeat(3_000_000)}`), options);
    expect(cancelled).toEqual({ ok: false, problem: { code: 'cancelled', params: {} } });
    expect(await prepare(client, table, whole)).toHaveProperty('input');
  });

  it('tells how far it is, and at last that it is through', async () => {
    const client = new WorkerClient(startHere);
    const seen: ReadProgress[] = [];
    const file = source(`a,b\n${'1,2\n'.repeat(1000)}`);
    await client.call('read-table', file, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ bytesRead: file.blob.size, bytesTotal: file.blob.size, rows: 1000 });
  });
});
