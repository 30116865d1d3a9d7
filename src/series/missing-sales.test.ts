import { expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { guessPanel } from './guess-panel.ts';
import { usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

/** Articles by week, of which those that sell least lack most of their weeks, or all of them as many. */
async function read(name: string, isByAmount: boolean, of = (value: number): number | string => value) {
  const rows = [`article,week,${name}`];
  for (let article = 0; article < 15; article++) {
    const usual = 1 + article * article;
    for (let week = 0; week < 60; week++) {
      const lacks = isByAmount ? article < 5 && (week * 7 + article) % 10 < 6 : (week * 7 + article) % 10 < 2;
      if (lacks && week > 0 && week < 59) continue;
      const date = new Date(Date.UTC(2023, 0, 2 + week * 7)).toISOString().slice(0, 10);
      rows.push(`A${article},${date},${of(usual + ((week * 3) % 4))}`);
    }
  }
  const table = await readTable(new Blob([rows.join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const panel = readPanel(table.value, guessPanel(table.value), usualRules);
  if (!panel.ok) throw new Error(panel.problem.code);
  const gaps = panel.value.series[0].repairs.find(({ kind }) => kind === 'gaps');
  return { made: panel.value.series.length, rule: gaps?.rule, least: Math.min(...panel.value.series[0].series.y) };
}

it('weeks without a row are weeks without a sale where those lack them that sell little, and no series is refused for them', async () => {
  expect(await read('units', true)).toEqual({ made: 15, rule: 'zero', least: 0 });
});

it('weeks that all articles lack alike were not noted', async () => {
  expect(await read('units', false)).toMatchObject({ made: 15, rule: 'linear', least: 1 });
});

it('revenue that is now and then zero is zero where it is missing, though it is not whole', async () => {
  const revenue = (value: number) => (value <= 2 ? '0.00' : `${value}.50`);
  expect(await read('revenue', true, revenue)).toMatchObject({ made: 15, rule: 'zero' });
});

it('a price that is not there is the one before, no zero', async () => {
  expect((await read('price', false)).rule).toBe('carry');
  expect((await read('weight', true, (value) => `${value}.5`)).rule).not.toBe('zero');
});

it('few articles tell it by small counts that are never zero', async () => {
  const few = async (high: number, least: number) => {
    const rows = ['article,week,units'];
    for (const [article, name] of ['A', 'B', 'C'].entries()) {
      for (let week = 0; week < 60; week++) {
        if (week > 0 && week < 59 && (week * 7 + article) % 10 < 3 * article) continue;
        const date = new Date(Date.UTC(2023, 0, 2 + week * 7)).toISOString().slice(0, 10);
        rows.push(`${name},${date},${least + ((week * 3 + article) % high)}`);
      }
    }
    const table = await readTable(new Blob([rows.join('\n')]), 'a.csv');
    if (!table.ok) throw new Error(table.problem.code);
    const panel = readPanel(table.value, guessPanel(table.value), usualRules);
    if (!panel.ok) throw new Error(panel.problem.code);
    const gaps = panel.value.series[1].repairs.find(({ kind }) => kind === 'gaps');
    return { made: panel.value.series.length, rule: gaps?.rule };
  };
  expect(await few(4, 1)).toEqual({ made: 3, rule: 'zero' });
  // With a zero that somebody wrote down, or counts too large to be zero by chance, nothing tells.
  expect((await few(4, 0)).rule).toBe('linear');
  expect((await few(4, 40)).rule).toBe('linear');
});
