/**
 * Benchmarks: `npm run -s bench -- [NAME...] [--json]`. Without a name, those of training.
 *
 *   gpu       a step of training on WebGPU in Chromium, beside stock TensorFlow.js: dispatches and times
 *   gpu-node  the same in Node, on the machine's GPU; needs `npm install --no-save webgpu`
 *   cpu       a step of training without a GPU, beside stock TensorFlow.js
 *   pool      several networks one after another, beside two workers at once
 *   click     from the click to the finished leaderboard of AirPassengers, without a GPU
 *   read      reading 100 MB, beside papaparse alone
 *   open      from the file to the page that shows it, the longest task of its thread, and the end of a run called off
 *
 * `--cases=NAME,NAME` runs those of `gpu` and `gpu-node` alone.
 * `--bundle=FILE` runs nothing and writes `gpu-node` as one file, which needs Node and the package `webgpu` alone.
 */
import process from 'node:process';
import { benchClick } from './bench/click.mjs';
import { benchCpu } from './bench/cpu.mjs';
import { benchGpu, benchGpuInNode, writeGpuBundle } from './bench/gpu.mjs';
import { benchOpening } from './bench/open.mjs';
import { benchPool } from './bench/pool.mjs';
import { benchReading } from './bench/read.mjs';

/** @type {Map<string, (cases: string[]) => Promise<object>>} */
const benches = new Map(
  /** @type {[string, (cases: string[]) => Promise<object>][]} */ ([
    ['gpu', benchGpu],
    ['gpu-node', benchGpuInNode],
    ['cpu', benchCpu],
    ['pool', benchPool],
    ['click', benchClick],
    ['read', benchReading],
    ['open', benchOpening],
  ]),
);
const usual = ['gpu', 'cpu'];

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = asked.find((name) => !benches.has(name));
if (unknown !== undefined) {
  console.error(`No benchmark "${unknown}". There are: ${[...benches.keys()].join(', ')}.`);
  process.exit(1);
}
/** @param {string} name */
const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const bundle = option('bundle');
if (bundle) {
  await writeGpuBundle(bundle);
  process.exit(0);
}
const cases = option('cases')?.split(',') ?? [];
const result = {};
for (const name of asked.length > 0 ? asked : usual) Object.assign(result, await benches.get(name)?.(cases));
if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else {
  for (const [key, value] of Object.entries(result)) {
    if (typeof value !== 'object') console.log(`${key}: ${value}`);
    else if (!Array.isArray(value)) console.table(value);
  }
}
