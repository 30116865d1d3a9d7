import { expect, test } from 'vitest';
import { fail, ok } from '../base/result.ts';
import { createBetweenJobs } from './between-jobs.ts';
import type { PlanNews } from './job-pool.ts';

type Worker = { name: string };
type Call = Parameters<typeof createBetweenJobs<Worker>>[0];
const worker: Worker = { name: 'one' };

const planOf = (...ids: string[]) => ({
  analysis: 'stock',
  input: 3,
  jobs: ids.map((id) => ({ id, job: `do ${id}`, trains: false, seconds: 0, hasParts: false })),
});

async function doAll(between: ReturnType<typeof createBetweenJobs<Worker>>): Promise<void> {
  while (between.isWaiting()) await between.doOne(worker);
}

test('does the jobs of a plan one after another, tells of each and ends with the last', async () => {
  const asked: unknown[] = [];
  const call: Call = async (member, request, { onJob }) => {
    asked.push([member.name, request]);
    onJob('half');
    return ok(`made of ${request.job}`);
  };
  const between = createBetweenJobs<Worker>(call);
  const news: PlanNews[] = [];
  const outcome = between.add(planOf('a', 'b'), { onNews: (one) => news.push(one) });
  expect(between.isWaiting()).toBe(true);
  await between.doOne(worker);
  expect(news).toEqual([
    { kind: 'begun', id: 'a' },
    { kind: 'job', id: 'a', progress: 'half' },
    { kind: 'done', id: 'a', part: 'made of do a' },
  ]);
  await between.doOne(worker);
  expect(await outcome).toEqual(ok({ leftOut: [] }));
  expect(asked[1]).toEqual(['one', { analysis: 'stock', job: 'do b', input: 3 }]);
  expect(between.isWaiting()).toBe(false);
});

test('leaves out what was not begun when it was called off, and says cancelled where that was all', async () => {
  const between = createBetweenJobs<Worker>(async () => ok('part'));
  const some = new AbortController();
  const partly = between.add(planOf('a', 'b'), { signal: some.signal });
  await between.doOne(worker);
  some.abort();
  await doAll(between);
  expect(await partly).toEqual(ok({ leftOut: ['b'] }));
  const all = between.add(planOf('c'), { signal: AbortSignal.abort() });
  await doAll(between);
  expect(await all).toEqual(fail({ code: 'cancelled', params: {} }));
});

test('a job that fails ends its plan, and no other one', async () => {
  const problem = { code: 'no-decision', params: {} };
  const begun: unknown[] = [];
  const call = (async (_member, { job }) => {
    begun.push(job);
    return job === 'do a' ? fail(problem) : ok('part');
  }) as Call;
  const between = createBetweenJobs<Worker>(call);
  const failing = between.add(planOf('a', 'b'), {});
  const other = between.add(planOf('c'), {});
  await doAll(between);
  expect(await failing).toEqual(fail(problem));
  expect(await other).toEqual(ok({ leftOut: [] }));
  expect(begun).toEqual(['do a', 'do c']);
  expect(await between.add(planOf(), {})).toMatchObject({ ok: false });
});
