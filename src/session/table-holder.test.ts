import { expect, test } from 'vitest';
import type { WorkerLike } from '../worker/client.ts';
import type { ToWorker } from '../worker/protocol.ts';
import type { Candidate } from './shown.ts';
import { TableHolder } from './table-holder.ts';

/** A worker that reads any table, and dies of anything else. */
function startMortal(asked: string[]): WorkerLike {
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    terminate: () => {},
    postMessage({ id, kind }: ToWorker) {
      asked.push(kind);
      queueMicrotask(() => {
        if (kind === 'read-table')
          worker.onmessage?.({ data: { id, type: 'done', output: { table: 7, profile: {} } } } as MessageEvent);
        else worker.onerror?.({ message: 'out of memory' } as ErrorEvent);
      });
    },
  };
  return worker;
}

const source = { name: 'sales.csv', blob: new Blob(['a']) };
const candidate = { source } as Candidate;
const { signal } = new AbortController();

test.each<[string, (holder: TableHolder) => Promise<unknown>]>([
  ['prepare-input', (holder) => holder.prepareInput(source, 'forecast', null, signal)],
  ['read-panel', (holder) => holder.listSeries(candidate, signal, () => {})],
  ['preview-rows', (holder) => holder.previewRows(source, 1, 10)],
])('a worker that dies of %s has to read the table again, and its ways are opened anew', async (kind, ask) => {
  const asked: string[] = [];
  let ends = 0;
  const holder = new TableHolder(
    () => startMortal(asked),
    () => {},
    () => {
      ends += 1;
    },
  );
  await holder.readTable(source, signal);
  await ask(holder);
  expect(ends).toBe(1);
  expect(await holder.hold(source, signal)).toMatchObject({ ok: true });
  expect(asked).toEqual(['read-table', kind, 'read-table']);
});
