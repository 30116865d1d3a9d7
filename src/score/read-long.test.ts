import { describe, expect, test } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { readLong } from './read-long.ts';

async function read(...rows: string[]) {
  const table = await readTable(new Blob([`unique_id,ds,y\n${rows.join('\n')}\n`]), 'long.csv', {});
  if (!table.ok) throw new Error(table.problem.code);
  const panel = readLong(table.value);
  if (!panel.ok) throw new Error(panel.problem.code);
  return panel.value;
}

function show({ y, labelAt }: Awaited<ReturnType<typeof read>>['series'][number]) {
  return { y: [...y], next: labelAt(y.length) };
}

describe('a series in long form', () => {
  test('is put in order and on its rhythm: left-out months count, months written twice count once', async () => {
    const { series } = await read(
      'a,2020-05-01,5',
      'a,2020-01-01,1',
      'b,2021-01-01,7',
      'a,2020-02-01,2',
      'b,2021-03-01,9',
      'a,2020-04-01,3',
      'a,2020-04-01,5',
      'b,2021-02-01,8',
      'a,2020-07-01,7',
    );
    const [a, b] = series.map(show);
    expect(a).toEqual({ y: [1, 2, 3, 4, 5, 6, 7], next: '2020-08-01' });
    expect(b).toEqual({ y: [7, 8, 9], next: '2021-04-01' });
  });

  test.each([
    ['2019', '2020', '2021', '2022'],
    ['2019-11', '2019-12', '2020-01', '2020-02'],
    ['2019-10-31', '2019-11-30', '2019-12-31', '2020-01-31'],
    ['7', '8', '9', '10'],
  ])('goes on as its dates are written: %s, %s, %s, then %s', async (...[first, second, third, next]) => {
    const { series } = await read(`a,${third},3`, `a,${first},1`, `a,${second},2`);
    expect(show(series[0])).toEqual({ y: [1, 2, 3], next });
  });

  test('begins at its first value, repeats its last, and has a line across what is missing between', async () => {
    const { series } = await read('a,1,', 'a,2,4', 'a,3,', 'a,5,10', 'a,6,');
    expect(show(series[0])).toEqual({ y: [4, 6, 8, 10, 10], next: '7' });
  });

  test('of a single row goes on by the rhythm of the others; one without a value is told', async () => {
    const { series, empty } = await read(
      'a,2020-01-31,1',
      'a,2020-02-29,2',
      'a,2020-03-31,2',
      'b,2020-03-31,5',
      'c,2020-03-31,',
    );
    expect(show(series[1])).toEqual({ y: [5], next: '2020-04-30' });
    expect(empty).toEqual(['c']);
  });
});
