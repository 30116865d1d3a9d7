/** A build of a page and its worker names every package that either holds, those that a package brings along included. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { licences, writeLicences } from './licences.mjs';

/** @type {string} */
let root;
let text = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'licences-'));
  await symlink(resolve('node_modules'), join(root, 'node_modules'), 'junction');
  await writeFile(
    join(root, 'page.js'),
    "import { interpolate } from 'd3-interpolate';\n" +
      "console.log(interpolate, new Worker(new URL('./work.js', import.meta.url), { type: 'module' }));\n",
  );
  await writeFile(
    join(root, 'work.js'),
    "import { parquetReadObjects } from 'hyparquet';\nimport { add } from '@tensorflow/tfjs-core';\n" +
      "import { alea } from 'seedrandom';\nself.onmessage = () => parquetReadObjects(add, alea);\n",
  );
  const { ofPage, ofWorkers } = licences();
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [ofPage],
    worker: { format: 'es', plugins: () => [ofWorkers()] },
    build: { write: false, lib: { entry: 'page.js', formats: ['es'], fileName: 'page' } },
  });
  const [{ output }] = /** @type {{ output: { fileName: string, source?: string | Uint8Array }[] }[]} */ (built);
  text = String(output.find(({ fileName }) => fileName === 'licences.txt')?.source);
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** @param {string} name */
const sectionOf = (name) =>
  text.split(`\n${'='.repeat(80)}\n\n`).find((section) => section.startsWith(`${name} `)) ?? 'none';

test.each([
  ['d3-interpolate', 'Mike Bostock'],
  ['d3-color', 'Permission to use, copy, modify, and/or distribute'],
  ['hyparquet', 'Permission is hereby granted'],
  ['@tensorflow/tfjs-core', 'Google'],
  ['seedrandom', 'Copyright 2019 David Bau'],
])('%s has its notice', (name, words) => {
  expect(sectionOf(name)).toContain(words);
});

test('a licence that a package only names is there in full', () => {
  expect(sectionOf('@tensorflow/tfjs-core')).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
});

test('a package that is not in a bundle is not named, and the data are', () => {
  expect(sectionOf('recharts')).toBe('none');
  expect(text).toContain('date-holidays by commenthol');
});

test('a package without any notice fails the build', async () => {
  const bare = join(root, 'other/node_modules/bare');
  await mkdir(bare, { recursive: true });
  await writeFile(join(bare, 'package.json'), '{ "name": "bare", "version": "1.0.0", "license": "MIT" }');
  await writeFile(join(bare, 'index.js'), 'export const bare = 1;\n');
  await expect(writeLicences([join(bare, 'index.js')])).rejects.toThrow(/bare is in the bundles/);
});
