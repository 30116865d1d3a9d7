import { expect, it } from 'vitest';
import { usualRules } from '../series/panel.ts';
import type { ReadProgress } from '../table/finish-table.ts';
import { WorkerClient } from './client.ts';

import { spawnDataWorker } from './spawn.ts';

function makeFile(rows: number): File {
  const lines = Array.from({ length: rows }, (_, i) => {
    const time = new Date(Date.UTC(2020, 0, 1) + i * 3_600_000).toISOString().slice(0, 16);
    return `${time};${(i % 24) * 10},5;Köln`;
  });
  return new File([`time;load;place\n${lines.join('\n')}\n`], 'load.csv');
}

it('reads a file in its own thread with progress, then a series', async () => {
  const client = new WorkerClient(spawnDataWorker);
  const file = makeFile(400_000);
  const seen: ReadProgress[] = [];
  const table = await client.call(
    'read-table',
    { name: file.name, blob: file },
    { onProgress: (progress) => seen.push(progress) },
  );
  expect(table).toMatchObject({
    ok: true,
    value: {
      table: 1,
      profile: {
        rowCount: 400_000,
        bytes: file.size,
        dialect: { delimiter: ';', decimalMark: ',' },
        guess: { timeColumn: 0, targetColumns: [1] },
      },
    },
  });
  expect(seen.at(-1)).toEqual({ bytesRead: file.size, bytesTotal: file.size, rows: 400_000 });
  expect(seen.length).toBeGreaterThan(1);

  const choice = { timeColumn: 0, idColumns: [], targetColumns: [1], covariateColumns: [] };
  const request = { choice, rules: usualRules, uniqueId: null, step: null };
  const prepared = await client.call('prepare-input', { table: 1, analysis: 'forecast', request });
  expect(prepared).toMatchObject({
    ok: true,
    value: {
      brief: {
        series: { step: { unit: 'hour', every: 1 }, length: 400_000 },
        // All of it, thinned, and its end from row 391,808 on.
        pieces: [{ kind: 'thinned' }, { kind: 'all', y: { 0: 80.5, 1: 90.5 } }],
      },
    },
  });
  client.end('done');
});

it('can be cancelled and goes on working', async () => {
  const client = new WorkerClient(spawnDataWorker);
  const controller = new AbortController();
  const file = makeFile(400_000);
  const cancelled = await client.call(
    'read-table',
    { name: file.name, blob: file },
    { signal: controller.signal, onProgress: () => controller.abort() },
  );
  expect(cancelled).toEqual({ ok: false, problem: { code: 'cancelled', params: {} } });
  const small = makeFile(100);
  expect((await client.call('read-table', { name: small.name, blob: small })).ok).toBe(true);
  client.end('done');
});

it('is noticed when it vanishes without a word', async () => {
  let worker: ReturnType<typeof spawnDataWorker> | null = null;
  const client = new WorkerClient(() => {
    worker = spawnDataWorker();
    return worker;
  });
  const small = makeFile(100);
  await client.call('read-table', { name: small.name, blob: small });
  const large = makeFile(400_000);
  const reading = client.call(
    'read-table',
    { name: large.name, blob: large },
    // As if the browser had ended it: nobody is told.
    { onProgress: () => worker?.terminate() },
  );
  expect(await reading).toMatchObject({ ok: false, problem: { code: 'worker-died' } });
});
