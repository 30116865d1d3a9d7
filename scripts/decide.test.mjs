/** Stock decisions on the command line: the documented values, the list of items, and what is refused. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleSource } from './source.mjs';

const run = promisify(execFile);
/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof bundleSource>>} */
let bundle;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-decide-'));
  bundle = await bundleSource('scripts/decide/source.ts');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bundle.dispose();
});

/** @param {string} line */
async function decide(line) {
  const env = { ...process.env, DROPCAST_BUNDLES: dirname(fileURLToPath(bundle.url)) };
  return run(process.execPath, ['scripts/decide.mjs', ...line.split(' ')], { env });
}

test('answers as the functions do', async () => {
  const { stdout } = await decide('eoq --demand 1300 --fixed 8 --holding .225 --json');
  expect(JSON.parse(stdout).quantity).toBeCloseTo(304.04678, 5);
  const poisson = await decide('ss --mean 6 --holding 1 --shortage 4 --fixed 5');
  expect(poisson.stdout).toMatch(/^reorder: 4\nupTo: 10\ncost: 8\.03411/);
});

test('orders a list of items, each line by itself', async () => {
  const input = join(folder, 'items.csv');
  await writeFile(
    input,
    'item,demand,on_hand,lead_time,pack,price,cost\nscrews,3 0 0 5 2 0 1,2,2,10,4,2\nnuts,0 0 0,5,1,,,\nnew,,0,1,,,\n',
  );
  const { stdout } = await decide(`order --input ${input} --json`);
  const [screws, nuts, fresh] = JSON.parse(stdout);
  expect(screws).toMatchObject({ item: 'screws', order: 10 });
  expect(nuts).toMatchObject({ item: 'nuts', order: 0, reason: 'never-asked-for' });
  expect(fresh).toEqual({ item: 'new', refused: 'There is no past demand to go by.' });
});

test('refuses in one line, with exit code 2', async () => {
  for (const [line, message] of [
    ['eoq --demand 1300', /eoq needs --fixed, --holding\./],
    ['eoq --demand 1300 --fixed 8 --holding 0', /holding must be above 0/],
    ['eoq --demand 1 --fixed 8 --holding 1 --lead 2', /eoq takes no --lead/],
  ]) {
    await expect(decide(String(line))).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  }
});

test('says how it is called', async () => {
  const { stdout } = await decide('--help');
  expect(stdout).toMatch(/^Stock decisions/);
  expect(stdout).toContain('newsvendor');
});
