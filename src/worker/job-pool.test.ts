import { expect, test } from 'vitest';
import { throughPort, type WorkerLike } from './client.ts';
import { createJobPool } from './job-pool.ts';
import { serve } from './server.ts';

const planOf = (...ids: string[]) => ({
  analysis: 'stock',
  input: 3,
  jobs: ids.map((id) => ({ id, job: id, trains: false, seconds: 0, hasParts: false })),
});

test('a job put between those of a run comes to its end where the worker dies and no other starts', async () => {
  const ports: MessagePort[] = [];
  const open = () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    return [port1, port2] as const;
  };
  let started = 0;
  const start = (): WorkerLike => {
    const [port, other] = open();
    const worker = throughPort(port);
    const die = () => worker.onerror?.({ message: 'not loaded' } as ErrorEvent);
    started += 1;
    if (started > 1) queueMicrotask(die);
    serve<'connect' | 'start-backend' | 'run-job'>(other, {
      'start-backend': async () => ({
        ok: true,
        value: { backend: 'wasm', adapter: null, softwareAdapter: false, passedOver: [] },
      }),
      connect: async () => ({ ok: true, value: null }),
      'run-job': async () => {
        die();
        return { ok: true, value: null };
      },
    });
    return worker;
  };
  const pool = createJobPool(start, 1, () => open()[0]);
  let between: ReturnType<typeof pool.runBetween> | null = null;
  const run = pool.run(planOf('long'), {
    onNews({ kind }) {
      if (kind === 'begun') between ??= pool.runBetween(planOf('quick'), {});
    },
  });
  const died = { ok: false, problem: { code: 'worker-died', params: { message: 'not loaded' } } };
  expect(await run).toEqual(died);
  expect(await between).toEqual(died);
  for (const port of ports) port.close();
});
