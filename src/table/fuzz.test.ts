/** Files cut, shuffled and peppered: whatever comes in, series or a problem come out, and soon. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { isNightly } from '../../scripts/test/nightly.ts';
import { guessPanel } from '../series/guess-panel.ts';
import { usualRules } from '../series/panel.ts';
import { readPanel } from '../series/read-panel.ts';
import { summariseColumn } from './columns/summarise-column.ts';
import { previewRows } from './layout/preview-rows.ts';
import { readTable } from './read-table.ts';

const folder = join(import.meta.dirname, 'fixtures');
const files = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));
/** `FUZZ_FILES` for a longer run, `FUZZ_SEED` for other files. */
const runs = Number(process.env.FUZZ_FILES ?? (isNightly ? 10_000 : 1000));
const seed = Number(process.env.FUZZ_SEED ?? 20_241);
/** A file hangs where it takes so many times as long as files usually do, each time it is read again. */
const mostTimesUsual = 500;
const rereads = 4;

function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const nasty = [
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\0',
  '\\',
  '\ufeff',
  '#',
  '-',
  '=',
  '{',
  '[',
  '\x1f\x8b',
  'PK\x03\x04',
  'PAR1',
];

function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = Array.from(original.subarray(0, 20_000));
  const changes = 1 + random(8);
  for (let change = 0; change < changes; change++) {
    const at = random(bytes.length + 1);
    const kind = random(7);
    if (kind === 0) bytes.splice(at, random(50));
    else if (kind === 1) bytes[at] = random(256);
    else if (kind === 2) bytes.splice(at, 0, ...[...nasty[random(nasty.length)]].map((c) => c.charCodeAt(0) & 255));
    else if (kind === 3) bytes = bytes.slice(0, at);
    else if (kind === 4) bytes.splice(at, 0, ...bytes.slice(random(bytes.length + 1)).slice(0, 200));
    else if (kind === 5) bytes = bytes.concat(bytes);
    else bytes.splice(at, 0, ...new Array(random(3000)).fill(random(256)));
    if (bytes.length > 60_000) bytes.length = 60_000;
  }
  return Uint8Array.from(bytes);
}

/** As far as the page goes with a file that was dropped on it. */
async function readThrough(bytes: Uint8Array, name: string): Promise<void> {
  const result = await readTable(new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  if (!result.ok) return;
  const table = result.value;
  table.columns.forEach(summariseColumn);
  previewRows(table, 1, 50);
  readPanel(table, guessPanel(table), usualRules);
}

/** Of the processor, so that what else the machine does is not counted. */
async function timeReading(bytes: Uint8Array, name: string): Promise<number> {
  const start = process.cpuUsage();
  await readThrough(bytes, name);
  return process.cpuUsage(start).user / 1000;
}

it(`reads ${runs} mutated files without a crash or a hang`, async () => {
  const random = createRandom(seed);
  const crashed: string[] = [];
  const times: { run: number; name: string; bytes: Uint8Array; tookMs: number }[] = [];
  for (let run = 0; run < runs; run++) {
    const name = files[random(files.length)];
    const bytes = mutate(readFileSync(join(folder, name)), random);
    try {
      times.push({ run, name, bytes, tookMs: await timeReading(bytes, name) });
    } catch (error) {
      crashed.push(`run ${run}, ${name}: ${error instanceof Error ? error.stack : error}`);
    }
  }
  expect(crashed).toEqual([]);
  // Beside a file of middling effort, read at the same moment: a machine that is busy or slow is so for both.
  times.sort((a, b) => a.tookMs - b.tookMs);
  const middling = times[times.length >> 1];
  const hung: string[] = [];
  for (const { run, name, bytes, tookMs } of times.filter((one) => one.tookMs > mostTimesUsual * middling.tookMs)) {
    let leastTimes = Number.POSITIVE_INFINITY;
    for (let reread = 0; reread < rereads && leastTimes > mostTimesUsual; reread++) {
      const usualMs = await timeReading(middling.bytes, middling.name);
      leastTimes = Math.min(leastTimes, (await timeReading(bytes, name)) / usualMs);
    }
    if (leastTimes > mostTimesUsual) hung.push(`run ${run}, ${name}: ${Math.round(tookMs)} ms`);
  }
  expect(hung).toEqual([]);
}, 1_200_000);
