import { expect, test } from 'vitest';
import { holdOut, readM4 } from './m4-competition.ts';

const train = '"V1","V2","V3","V4","V5"\n"H1",1,2,3,4\n"H2",5,6,,\n';
const tests = '"V1","V2","V3"\n"H2",7,8\n"H1",5,6\n';

test('each series has its own length, and its test part by its name', () => {
  const tasks = readM4(train, tests);
  expect(tasks.map(({ series, actual }) => [series.uniqueId, [...series.y], [...(actual ?? [])]])).toEqual([
    ['H1', [1, 2, 3, 4], [5, 6]],
    ['H2', [5, 6], [7, 8]],
  ]);
});

test('what is held out to choose by is the end of the history; the test part is gone', () => {
  const [one] = readM4(train, tests).map((task) => holdOut(task, 1));
  expect([...one.series.y]).toEqual([1, 2, 3]);
  expect([...(one.actual ?? [])]).toEqual([4]);
});
