/** Fixtures cut, shuffled and peppered, each by a seed of its own, so that any of them can be made again alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createRandom } from '../../src/base/random.ts';
import { guessPanel } from '../../src/series/guess-panel.ts';
import { usualRules } from '../../src/series/panel.ts';
import { readPanel } from '../../src/series/read-panel.ts';
import { summariseColumn } from '../../src/table/columns/summarise-column.ts';
import { previewRows } from '../../src/table/layout/preview-rows.ts';
import { readTable } from '../../src/table/read-table.ts';

export type MutatedFile = { seed: number; name: string; bytes: Uint8Array };

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

/** @param folder of the fixtures @returns what makes the file of a seed, always the same */
export function createMutator(folder: string): (seed: number) => MutatedFile {
  const names = readdirSync(folder)
    .filter((name) => !name.endsWith('.expected.json'))
    .sort();
  return (seed) => {
    const draw = createRandom(seed);
    const random = (below: number) => Math.floor(draw() * below);
    const name = names[random(names.length)];
    return { seed, name, bytes: mutate(readFileSync(join(folder, name)), random) };
  };
}

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
async function readThrough({ bytes, name }: MutatedFile): Promise<void> {
  const result = await readTable(new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  if (!result.ok) return;
  const table = result.value;
  table.columns.forEach(summariseColumn);
  previewRows(table, 1, 50);
  readPanel(table, guessPanel(table), usualRules);
}

/** Milliseconds of the processor that reading takes, so that what else the machine does is not counted. */
export async function timeReading(file: MutatedFile): Promise<number> {
  const start = process.cpuUsage();
  await readThrough(file);
  return process.cpuUsage(start).user / 1000;
}
