import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { listSamples } from './samples.ts';

const list = (body: unknown) => listSamples(async () => Response.json(body));
const sample = {
  id: 'a',
  file: 'a.csv',
  field: 'retail',
  rhythm: 'daily',
  rows: 3,
  source: 'somebody',
  sourceUrl: 'https://example.com',
  licence: 'cc0',
};

test('reads the list that comes with the page', async () => {
  const shipped: unknown = JSON.parse(await readFile('public/samples/index.json', 'utf8'));
  expect(await list(shipped)).toEqual(shipped);
});

test.each([
  ['an object', { samples: [sample] }],
  ['nothing', null],
  ['a list of names', ['a.csv']],
  ['a sample without a rhythm', [{ ...sample, rhythm: undefined }]],
  ['a sample of a rhythm that there is not', [{ ...sample, rhythm: 'toString' }]],
  ['a sample of a field that there is not', [{ ...sample, field: 'magic' }]],
  ['a sample under no licence', [{ ...sample, licence: 'mine' }]],
  ['rows that are words', [{ ...sample, rows: 'many' }]],
  ['a source that is a script', [{ ...sample, sourceUrl: 'javascript:alert(1)' }]],
  ['one good and one bad', [sample, null]],
])('refuses %s', async (_, body) => {
  await expect(list(body)).rejects.toThrow('no list of samples');
});

test('refuses what cannot be fetched, and what is no JSON', async () => {
  await expect(listSamples(async () => new Response('', { status: 404 }))).rejects.toThrow('404');
  await expect(listSamples(async () => new Response('<!doctype html>'))).rejects.toThrow();
});
