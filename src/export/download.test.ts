import { expect, it } from 'vitest';
import { baseName } from './download.ts';

it.each([
  ['air-passengers.csv', 'air-passengers'],
  ['My sales 2024.CSV', 'My-sales-2024'],
  ['a/b:c*.txt', 'a-b-c'],
  ['销量.csv', '销量'],
  ['.csv', 'series'],
])('names downloads after %j', (name, base) => {
  expect(baseName(name)).toBe(base);
});
