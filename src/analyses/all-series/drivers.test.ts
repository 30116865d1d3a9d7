/** What goes with the series of a file, from the file to the forecasts of all of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { takeWeightsFrom } from '../../forecasters/pretrained/load-weights.ts';
import { readWeightsInNode } from '../../forecasters/weights-in-node.ts';
import { guessPanel } from '../../series/guess-panel.ts';
import { type PanelChoice, usualRules } from '../../series/panel.ts';
import { indexPanel } from '../../series/panel-index.ts';
import { promotedShare, promotionPanel, weeksAhead } from '../../series/testing/promotion-panel.ts';
import { readTable } from '../../table/read-table.ts';
import type { JobContext } from '../analysis.ts';
import type { AllAnswer, AllNeed } from './inputs.ts';
import { jobSide } from './job-side.ts';
import { driversIn } from './jobs/driver-bits.ts';
import type { SeriesPart } from './jobs/job.ts';
import { planRun } from './state/plan-run.ts';
import { createResults } from './state/results.ts';
import { tableSide } from './table-side.ts';

beforeAll(async () => {
  takeWeightsFrom(readWeightsInNode);
  await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
});

const context = { signal: new AbortController().signal, report: () => {} };

async function openFile(text: string, change: (choice: PanelChoice) => PanelChoice = (choice) => choice) {
  const read = await readTable(new Blob([text]), 'a.csv');
  if (!read.ok) throw new Error(read.problem.code);
  const table = read.value;
  const choice = change(guessPanel(table));
  const held = { table, panelOf: () => indexPanel(table, choice) };
  const prepared = await tableSide.prepare(held, { choice, rules: usualRules }, context);
  if (!prepared.ok) throw new Error(prepared.problem.code);
  const { input, brief } = prepared.value;
  const give = async (need: AllNeed): Promise<AllAnswer> => (await tableSide.give(input, need, context)).value;
  return { file: brief.value, give };
}

/** As the page plans it and the workers do it. */
async function testAll(text: string, change?: (choice: PanelChoice) => PanelChoice) {
  const { file, give } = await openFile(text, change);
  const needs: AllNeed[] = [];
  const need = async (asked: AllNeed) => {
    needs.push(asked);
    return give(asked);
  };
  const plan = planRun(file, createResults(file, weeksAhead), [...file.names.keys()]);
  const parts: SeriesPart[] = [];
  for (const { job } of plan.jobs) {
    const done = await jobSide.run(job, { ...context, need } as unknown as JobContext<AllNeed, AllAnswer>);
    if (!done.ok) throw new Error(done.problem.code);
    if ((done.value as SeriesPart).kind === 'test') parts.push(done.value as SeriesPart);
  }
  const [part] = parts;
  const forecastOf = (number: number) => {
    const at = part.numbers.indexOf(number);
    return part.mean.subarray(at * weeksAhead, (at + 1) * weeksAhead);
  };
  const driversOf = (number: number) =>
    driversIn(
      part.drivers[part.numbers.indexOf(number)],
      file.beside.map(({ name }) => name),
    ).columns;
  return { file, give, needs, part, forecastOf, driversOf };
}

const { text, shops } = promotionPanel();

describe('promotions that are known ahead', () => {
  it('are forecast within a tenth of the truth in every series, and said to have been used where they tell something', async () => {
    const { file, part, forecastOf, driversOf } = await testAll(text);
    expect(file.beside).toEqual([
      { name: 'promo', known: 'future' },
      { name: 'visitors', known: 'past' },
    ]);
    expect(part.failures).toEqual([]);
    for (const [number, shop] of shops.entries()) {
      const share = promotedShare(shop, forecastOf(number));
      expect(share, shop.name).toBeGreaterThan(0.9);
      expect(share, shop.name).toBeLessThan(1.1);
    }
    expect(shops.map((_, number) => driversOf(number))).toEqual([['promo'], ['promo'], ['promo'], []]);
  });

  it('are missed by more than that without the column: the test can fail', async () => {
    const { forecastOf } = await testAll(text, (choice) => ({ ...choice, covariateColumns: [] }));
    expect(promotedShare(shops[1], forecastOf(1))).toBeLessThan(0.75);
  });

  it('say nothing of the future where they are known afterwards alone', async () => {
    const asPast = (choice: PanelChoice): PanelChoice => ({ ...choice, covariateRoles: {} });
    const told = await testAll(text, asPast);
    const turned = text.replaceAll(
      /^(.*,shop \d,,)(\d)(,.*)$/gm,
      (_, head, promo, tail) => `${head}${1 - Number(promo)}${tail}`,
    );
    expect(turned).not.toBe(text);
    const other = await testAll(turned, asPast);
    expect(other.part.mean).toEqual(told.part.mean);
    expect(other.part.errors).toEqual(told.part.errors);
    expect(promotedShare(shops[1], told.forecastOf(1))).toBeLessThan(0.8);
  });
});

it('moves of what goes with a series no more than can tell something, and none of it for a first look', async () => {
  const { give, needs } = await testAll(text);
  expect(needs.map((need) => need.kind === 'series' && need.withBeside)).toEqual([false, true]);
  const [looked] = await give({ kind: 'series', numbers: [0] });
  expect(looked?.series.covariates).toBeUndefined();
  const [tested] = await give({ kind: 'series', numbers: [0], withBeside: true });
  // Visitors are an amount known afterwards, which no model of all series reads.
  expect(tested?.series.covariates?.map(({ name, known, values }) => [name, known, values.length])).toEqual([
    ['promo', 'future', (tested?.series.y.length ?? 0) + weeksAhead],
  ]);
  expect([...(tested?.series.covariates?.[0].values ?? [])]).toEqual(shops[0].promoted.map(Number));
});
