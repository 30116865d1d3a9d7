/** Files cut, shuffled and peppered: whatever comes in, series or a problem come out, and soon. */
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { createMutator, type MutatedFile, timeReading } from '../../scripts/test/mutated-files.ts';
import { isNightly } from '../../scripts/test/nightly.ts';

const mutatedFile = createMutator(join(import.meta.dirname, 'fixtures'));
/** `FUZZ_FILES` for a longer run, `FUZZ_SEED` for other files. */
const runs = Number(process.env.FUZZ_FILES ?? (isNightly ? 10_000 : 1000));
const firstSeed = Number(process.env.FUZZ_SEED ?? 20_241);
/** A file hangs where it takes so many times as long as files usually do, each time it is read again. */
const mostTimesUsual = 500;
const rereads = 4;

it(`reads ${runs} mutated files without a crash or a hang`, async () => {
  const crashed: string[] = [];
  const times: { file: MutatedFile; tookMs: number }[] = [];
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const file = mutatedFile(seed);
    try {
      times.push({ file, tookMs: await timeReading(file) });
    } catch (error) {
      crashed.push(`seed ${seed}, ${file.name}: ${error instanceof Error ? error.stack : error}`);
    }
  }
  expect(crashed).toEqual([]);
  // Beside a file of middling effort, read at the same moment: a machine that is busy or slow is so for both.
  times.sort((a, b) => a.tookMs - b.tookMs);
  const middling = times[times.length >> 1];
  const hung: string[] = [];
  for (const { file, tookMs } of times.filter((one) => one.tookMs > mostTimesUsual * middling.tookMs)) {
    let leastTimes = Number.POSITIVE_INFINITY;
    for (let reread = 0; reread < rereads && leastTimes > mostTimesUsual; reread++) {
      const usualMs = await timeReading(middling.file);
      leastTimes = Math.min(leastTimes, (await timeReading(file)) / usualMs);
    }
    if (leastTimes > mostTimesUsual) hung.push(`seed ${file.seed}, ${file.name}: ${Math.round(tookMs)} ms`);
  }
  expect(hung).toEqual([]);
}, 1_200_000);
