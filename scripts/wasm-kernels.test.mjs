import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wasmKernels } from './wasm-kernels.mjs';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-kernels-'));
  // Never compiled before, so that no earlier result is found.
  await writeFile(join(folder, 'index.ts'), `export function answer(): f64 { return ${Math.random()}; }\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('kernels asked for by two bundles at once are compiled for both', async () => {
  const context = { addWatchFile: () => {} };
  const load = (/** @type {string} */ flags) =>
    /** @type {any} */ (wasmKernels()).load.call(context, `${join(folder, 'index.ts')}?wasm-kernels${flags}`);
  const codes = await Promise.all([load(''), load(''), load('=relaxed'), load('')]);
  for (const code of codes) {
    const [, base64 = ''] = /^export default '(.*)';$/.exec(code) ?? [];
    expect(WebAssembly.validate(Buffer.from(base64, 'base64'))).toBe(true);
  }
  expect(codes[1]).toBe(codes[0]);
});
