import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ReadingPart } from '../reading-actions.ts';
import type { Store } from '../session-state.ts';
import { createProjectPart } from './project-part.ts';

/** Readings as the session has them: a later one makes an earlier one void. */
function begin() {
  const opened: string[] = [];
  let now = new AbortController();
  const reading = {
    begin() {
      now.abort();
      now = new AbortController();
      return now.signal;
    },
    openAsBefore: async ({ name }: { name: string }) => void opened.push(name),
  } as unknown as ReadingPart;
  const store = { get: () => ({ project: null }), set: () => {}, fail: () => {} } as unknown as Store;
  const projects = createProjectPart(store, { reading: () => reading } as never);
  return { projects, reading, opened };
}

const source = async () => ({
  name: 'version-1.dropcast',
  blob: new Blob([new Uint8Array(await readFile('e2e/fixtures/version-1.dropcast'))]),
});

test('a project is opened, unless another file was chosen while it was read', async () => {
  const alone = begin();
  await alone.projects.open(await source());
  expect(alone.opened).toHaveLength(1);
  const overtaken = begin();
  const opening = overtaken.projects.open(await source());
  overtaken.reading.begin('other.csv');
  await opening;
  expect(overtaken.opened).toEqual([]);
});
