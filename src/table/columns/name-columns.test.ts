import { expect, it } from 'vitest';
import { nameColumns } from './name-columns.ts';

it('gives every column a name of its own, and says which are not those of the file', () => {
  const { names, renamed } = nameColumns(['sales', '', 'sales', 'sales (2)', 'sales']);
  expect(names).toEqual(['sales', 'column 2', 'sales (2)', 'sales (2) (2)', 'sales (3)']);
  expect(renamed).toEqual(['column 2', 'sales (2)', 'sales (2) (2)', 'sales (3)']);
});

// Each was once numbered from 2 on, and 200,000 of them took minutes.
it('names many columns alike in a time that grows with their number', () => {
  const { names } = nameColumns(new Array(200_000).fill('sales'));
  expect(names.at(-1)).toBe('sales (200000)');
});
