import { expect, it } from 'vitest';
import { guessPanel } from '../../series/guess-panel.ts';
import { type RepairRules, usualRules } from '../../series/panel.ts';
import { indexPanel } from '../../series/panel-index.ts';
import { livesPanel } from '../../series/testing/lives-panel.ts';
import { readTable } from '../../table/read-table.ts';
import type { AllAnswer } from './inputs.ts';
import { tableSide } from './table-side.ts';

const context = { signal: new AbortController().signal, report: () => {} };

async function prepare(text: string, rules: RepairRules = usualRules) {
  const read = await readTable(new Blob([text]), 'a.csv');
  if (!read.ok) throw new Error(read.problem.code);
  const table = read.value;
  const choice = guessPanel(table);
  const held = { table, panelOf: () => indexPanel(table, choice) };
  const prepared = await tableSide.prepare(held, { choice, rules }, context);
  if (!prepared.ok) throw new Error(prepared.problem.code);
  const { input, brief } = prepared.value;
  const give = async (numbers: number[]): Promise<AllAnswer> =>
    (await tableSide.give(input, { kind: 'series', numbers }, context)).value;
  return { brief: brief.value, give };
}

const monthOf = (month: number) => `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;

type Shop = { name: string; from: number; to: number; group?: string; price?: number };

/** Months of several shops, each from one to another. */
function shops(list: readonly Shop[]): string {
  const rows = list.flatMap(({ name, from, to, group = 'all', price = 2 }) =>
    Array.from({ length: to - from }, (_, at) =>
      [monthOf(from + at), name, group, 50 + ((at * 7) % 11), price].join(','),
    ),
  );
  return `month,shop,region,sales,price\n${rows.join('\n')}\n`;
}

it('puts series of different ends on one calendar', async () => {
  const { brief, give } = await prepare(
    shops([
      { name: 'whole', from: 0, to: 48, group: 'north' },
      { name: 'late', from: 40, to: 48, group: 'south' },
      { name: 'behind', from: 0, to: 46, group: 'north' },
      { name: 'gone', from: 0, to: 30, group: 'south' },
      { name: 'short', from: 44, to: 47, group: 'south' },
    ]),
  );
  expect(brief.names).toEqual(['whole', 'late', 'behind', 'gone', 'short']);
  expect(brief.endMs).toBe(Date.UTC(2023, 11, 1));
  expect([...brief.lags]).toEqual([0, 0, 2, 18, 0]);
  expect(brief.statuses).toEqual(['active', 'new', 'active', 'inactive', 'too-short']);
  expect(brief.noForecast.map((none) => none?.code ?? null)).toEqual([null, null, null, 'ended', 'no-series']);
  expect([...brief.lengths]).toEqual([48, 8, 46, 30, 0]);
  expect(brief).toMatchObject({ step: { unit: 'month', every: 1 }, horizonSteps: 12, seasonLength: 12 });
  const given = await give([2, 3, 4, 0]);
  expect(given.map((one) => one?.series.uniqueId ?? null)).toEqual(['behind', null, null, 'whole']);
  expect(given[0]?.lag).toBe(2);
  // What the page draws is what jobs are given.
  const from = brief.starts[2];
  expect([...brief.history.subarray(from, brief.starts[3])]).toEqual([...(given[0]?.series.y ?? [])]);
});

it('finds what each series belongs to and what it is worth', async () => {
  const { brief } = await prepare(
    shops([
      { name: 'a', from: 0, to: 30, group: 'north', price: 2 },
      { name: 'b', from: 0, to: 30, group: 'south', price: 3.5 },
    ]),
  );
  const region = brief.groupings.find(({ column }) => column === 'region');
  expect([...(region?.codes ?? [])].map((code) => region?.labels[code])).toEqual(['north', 'south']);
  expect(brief.groupings.find(({ isId }) => isId)?.column).toBe('shop');
  expect(brief.worth?.column).toBe('price');
  expect([...(brief.worth?.perUnit ?? [])]).toEqual([2, 3.5]);
  expect([...brief.isWhole]).toEqual([1, 1]);
});

it('has a series that moved under the last of its groups, and says which it is and which columns group nothing', async () => {
  const list = Array.from({ length: 20 }, (_, at) => ({ name: `shop ${at}`, from: 0, to: 30 }));
  const groupOf = (at: number, month: number) => (at % 2 === 0 || (at === 3 && month >= 20) ? 'north' : 'south');
  const [head, ...rows] = shops(list).trimEnd().split('\n');
  const text = rows.map((row, at) =>
    [row, groupOf(Math.floor(at / 30), at % 30), at % 3 === 0 ? 'offer' : 'plain'].join(','),
  );
  const { brief } = await prepare([`${head},area,promoted`, ...text].join('\n'));
  const area = brief.groupings.find(({ column }) => column === 'area');
  expect(area?.moved).toEqual([3]);
  expect([...(area?.codes ?? [])].map((code) => area?.labels[code]).slice(0, 6)).toEqual([
    'north',
    'south',
    'north',
    'north',
    'north',
    'south',
  ]);
  expect(brief.changing).toEqual(['promoted']);
});

it('says of three points each why there is nothing, and does not refuse the file', async () => {
  const { brief, give } = await prepare(
    shops([
      { name: 'a', from: 0, to: 3 },
      { name: 'b', from: 0, to: 3 },
    ]),
  );
  expect(brief.step).toBeNull();
  expect(brief.endMs).toBeNull();
  expect(brief.noForecast).toMatchObject([
    { code: 'no-series', problem: { code: 'too-few-values' } },
    { code: 'no-series', problem: { code: 'too-few-values' } },
  ]);
  expect(await give([0, 1])).toEqual([null, null]);
});

it('makes one series of a file of one', async () => {
  const rows = Array.from({ length: 30 }, (_, at) => `${monthOf(at)},${100 + at}`);
  const { brief } = await prepare(`month,sales\n${rows.join('\n')}\n`);
  expect(brief.names).toEqual(['sales']);
  expect(brief.noForecast).toEqual([null]);
});

it('says of each series what has become of it, as the command line does', async () => {
  const { text, lives } = livesPanel();
  const { brief } = await prepare(text);
  const said = brief.names.map((name, at) => [name, brief.statuses[at], brief.noForecast[at]?.code === 'ended']);
  expect(said).toEqual(lives.map(({ name, status, ended }) => [name, status, ended]));
});

it('gives every series its events, and those of one to that one alone', async () => {
  const month = (year: number, at: number) => ({ fromMs: Date.UTC(year, at, 1), toMs: Date.UTC(year, at + 1, 1) - 1 });
  const { give } = await prepare(
    shops([
      { name: 'one', from: 0, to: 40 },
      { name: 'two', from: 5, to: 40 },
    ]),
    {
      ...usualRules,
      events: [
        { name: 'Fair', kind: 'recurring', spans: [month(2021, 5)], isYearly: true },
        { name: 'Error', kind: 'usual', spans: [month(2021, 2)], uniqueId: 'two' },
      ],
    },
  );
  const [one, two] = await give([0, 1]);
  expect(one?.series.events?.[0].at.slice(0, 4)).toEqual([5, 17, 29, 41]);
  expect(two?.series.events?.[0].at.slice(0, 4)).toEqual([0, 12, 24, 36]);
  expect(one?.series.filled.some((flag) => flag !== 0)).toBe(false);
  expect([...(two?.series.filled.keys() ?? [])].filter((at) => two?.series.filled[at] !== 0)).toEqual([9]);
});
