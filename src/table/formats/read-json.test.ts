import { expect, it } from 'vitest';
import { readTable } from '../read-table.ts';

/** A list within a list, deeper than a stack goes. */
const deep = '['.repeat(200_000) + ']'.repeat(200_000);

it('refuses a file that is nothing but lists within lists', async () => {
  const read = await readTable(new Blob([deep]), 'deep.json');
  expect(read).toMatchObject({ ok: false, problem: { detail: { code: 'no-records' } } });
});

it('reads records beside a field that lies too deep to be written', async () => {
  const table = await readTable(new Blob([`[{"a": 1, "b": ${deep}}, {"a": 2, "b": "x"}]`]), 'deep-field.json');
  if (!table.ok) throw new Error(table.problem.code);
  const [a, b] = table.value.columns;
  expect(a).toMatchObject({ name: 'a', kind: 'number', values: Float64Array.of(1, 2) });
  expect(b).toMatchObject({ name: 'b', kind: 'text' });
});
