/**
 * Benchmarks: `npm run -s bench -- [NAME...] [--json]`. Without a name, those of training.
 *
 *   gpu       a step of training on WebGPU in Chromium, beside stock TensorFlow.js: dispatches and times
 *   gpu-node  the same in Node, on the machine's GPU; needs `npm install --no-save webgpu`
 *   cpu       a step of training without a GPU, beside stock TensorFlow.js
 *   pool      several networks one after another, beside two workers at once
 *   click     from the click to the finished leaderboard of AirPassengers, without a GPU, and the longest task meanwhile
 *   read      reading 100 MB, beside papaparse alone
 *   fuzz      reading mutated files: the processor's time of all and of the slowest, with the seeds that make those again
 *   panel     grouping, listing, showing and gathering many short series
 *   totals    totals that add up: time, memory, error at each level on panels of known truth; a workbook of everything
 *   panel-page  the same in the page: from the file to the list, from a click on a series to its chart; bytes that a run posts
 *   all-series  every series of a file, until the first row, a first look at all, and the finished table; a workbook and a CSV of it
 *   stock     orders for all items of a file and the curve of a large one in seconds of the processor; ways of ordering replayed on the demand that came
 *   start     from the address to the page that is of use and to the first forecast of a sample: quick line, slow line, from disk
 *   unusual   planted anomalies and breaks that are found, beside simpler ways; breaks found where there are none; the processor's time
 *   trends    panels of which is known which series rise: how many are found, and how many of those found are false
 *   update    a run brought up to date beside one anew: time and error, of one series and of all of a file
 *   open      from the file to the page that shows it and to the first forecast, the longest task of its thread, and the end of a run called off
 *   why       explaining a forecast: of one series, of a network that is asked anew, of a thousand series; a scenario
 *   federated shops that train one network by files, beside each alone and all rows in one place, and what noise costs
 *   resume    runs broken off at random moments by a reload and by the end of the browser, and gone on with: how many come to the same
 *             numbers; a run whose storage is full
 *   events    the error before and after the first event that is offered is taken, and how well a planted event is found
 *
 * `--cases=NAME,NAME` runs those of `gpu` and `gpu-node` alone; of `all-series` it names a file, and a later one of the same kind,
 * or says how many series of how many days (50000x60);
 * of `stock` a file, and how many items the curve of the larger one has;
 * of `update` a file of one series, one of many, and how many steps come;
 * of `unusual` how many series of each kind; of `trends` how many panels; of `events` files of one series; of `federated` networks; of `fuzz` and `resume` how
 * many files or runs, and the first seed.
 * `--dist=FOLDER` measures a page that was built before, of another commit say, by `click`, `panel-page`, `all-series`, `start`,
 * `open` and `resume`.
 * `--bundle=FILE` runs nothing and writes `gpu-node` as one file, which needs Node and the package `webgpu` alone.
 */
import { benchAllSeries } from './bench/all-series.mjs';
import { benchClick } from './bench/click.mjs';
import { benchCpu } from './bench/cpu.mjs';
import { benchEvents } from './bench/events.mjs';
import { benchFederated } from './bench/federated.mjs';
import { benchFuzz } from './bench/fuzz.mjs';
import { benchGpu, benchGpuInNode, writeGpuBundle } from './bench/gpu.mjs';
import { benchOpening } from './bench/open.mjs';
import { benchPanel } from './bench/panel.mjs';
import { benchPanelPage } from './bench/panel-page.mjs';
import { benchPool } from './bench/pool.mjs';
import { benchReading } from './bench/read.mjs';
import { benchResume } from './bench/resume.mjs';
import { benchStart } from './bench/start.mjs';
import { benchStock } from './bench/stock.mjs';
import { benchTotals } from './bench/totals.mjs';
import { benchTrends } from './bench/trends.mjs';
import { benchUnusual } from './bench/unusual.mjs';
import { benchUpdate } from './bench/update.mjs';
import { benchWhy } from './bench/why.mjs';
import { readOptions, requireWritable, runPlainly, UsageError } from './usage.mjs';

/** @typedef {(cases: string[], dist: string | undefined) => Promise<object>} Bench */

/** @type {Map<string, Bench>} */
const benches = new Map(
  /** @type {[string, Bench][]} */ ([
    ['gpu', benchGpu],
    ['gpu-node', benchGpuInNode],
    ['cpu', benchCpu],
    ['pool', benchPool],
    ['click', benchClick],
    ['read', benchReading],
    ['fuzz', benchFuzz],
    ['panel', benchPanel],
    ['totals', benchTotals],
    ['panel-page', benchPanelPage],
    ['start', benchStart],
    ['open', benchOpening],
    ['all-series', benchAllSeries],
    ['stock', benchStock],
    ['trends', benchTrends],
    ['unusual', benchUnusual],
    ['update', benchUpdate],
    ['why', benchWhy],
    ['federated', benchFederated],
    ['resume', benchResume],
    ['events', benchEvents],
  ]),
);
const usual = ['gpu', 'cpu'];

await runPlainly(async () => {
  const { values: flags, positionals: asked } = readOptions({
    json: { type: 'boolean', default: false },
    cases: { type: 'string' },
    dist: { type: 'string' },
    bundle: { type: 'string' },
  });
  const unknown = asked.find((name) => !benches.has(name));
  if (unknown !== undefined) {
    throw new UsageError(`No benchmark "${unknown}". There are: ${[...benches.keys()].join(', ')}.`);
  }
  if (flags.bundle) {
    await requireWritable(flags.bundle, 'bundle', []);
    await writeGpuBundle(flags.bundle);
    return;
  }
  const cases = flags.cases?.split(',') ?? [];
  const result = {};
  for (const name of asked.length > 0 ? asked : usual)
    Object.assign(result, await benches.get(name)?.(cases, flags.dist));
  if (flags.json) console.log(JSON.stringify(result));
  else {
    for (const [key, value] of Object.entries(result)) {
      if (typeof value !== 'object') console.log(`${key}: ${value}`);
      else if (!Array.isArray(value)) console.table(value);
    }
  }
});
