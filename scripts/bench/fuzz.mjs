/** What reading mutated files takes: `--cases=FILES,SEED` for another number of them, and other ones. */
import { fileURLToPath } from 'node:url';
import { bundleSource } from '../source.mjs';
import { UsageError } from '../usage.mjs';

const usual = [10_000, 20_241];
const folder = fileURLToPath(new URL('../../src/table/fixtures', import.meta.url));

/** @param {string[]} cases */
export async function benchFuzz(cases) {
  const [files, seed] = usual.map((number, at) => Number(cases[at] ?? number));
  if (!(Number.isInteger(files) && files > 0 && Number.isInteger(seed))) {
    throw new UsageError(`--cases=FILES,SEED takes two whole numbers, such as ${usual.join()}.`);
  }
  const bundle = await bundleSource('scripts/bench/fuzz-node.ts');
  try {
    /** @type {typeof import('./fuzz-node.ts')} */
    const { timeMutatedFiles } = await import(bundle.url);
    const times = await timeMutatedFiles(folder, files, seed);
    return { bench: 'fuzz', ...times, slowestMs: times.slowest[0].ms, slowestSeed: times.slowest[0].seed };
  } finally {
    await bundle.dispose();
  }
}
