/**
 * Trains the network that ships with the page, on synthetic series alone.
 *
 *   npm run -s pretrain -- --out FILE [--minutes N] [--seed S] [--steps N] [--resume] [--threads N]
 *     (writes FILE, the weights as they ship, and FILE.state, what --resume goes on from, bit for bit on the same backend;
 *     both every five minutes, at the end, and on Ctrl-C. --steps ends it at that step of the whole training)
 *
 * What is wrong with the call is one line on stderr and exit code 2.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { interruptedExitCode, listenForInterrupt } from './interrupt.mjs';
import { bundleSource } from './source.mjs';
import { readOptions, readWhole, requireFile, requireWritable, runPlainly, UsageError } from './usage.mjs';

const saveEveryMs = 300_000;
const sayEveryMs = 30_000;
/** Steps that are drawn ahead, a thread. */
const ahead = 3;

/** @param {string} path @param {Uint8Array} bytes */
async function replaceFile(path, bytes) {
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

/**
 * Threads that draw the samples of one step after the other.
 *
 * @param {string} sourceUrl @param {{ seed: number, count: number, threads: number, first: number }} options
 */
function drawAhead(sourceUrl, { seed, count, threads, first }) {
  /** @typedef {import('../src/forecasters/pretrained/draw-samples.ts').Samples} Samples */
  /** @type {Map<number, Samples>} */
  const ready = new Map();
  /** @type {Map<number, (samples: Samples) => void>} */
  const waiting = new Map();
  let asked = first;
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('pretrain/draw-thread.mjs', import.meta.url), {
      workerData: { sourceUrl, seed, count },
    });
    worker.on('message', ({ step, samples }) => {
      const wanted = waiting.get(step);
      waiting.delete(step);
      if (wanted) wanted(samples);
      else ready.set(step, samples);
    });
    worker.on('error', (error) => {
      throw error;
    });
    return worker;
  });
  return {
    /** @param {number} step @returns {Promise<Samples>} */
    async take(step) {
      for (; asked <= step + ahead * threads; asked += 1) workers[asked % threads].postMessage(asked);
      const samples = ready.get(step);
      ready.delete(step);
      return samples ?? new Promise((done) => waiting.set(step, done));
    },
    end: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

async function main() {
  const { values: flags, positionals } = readOptions({
    out: { type: 'string' },
    minutes: { type: 'string' },
    steps: { type: 'string' },
    seed: { type: 'string' },
    threads: { type: 'string' },
    resume: { type: 'boolean', default: false },
  });
  if (positionals.length > 0) throw new UsageError(`What is "${positionals[0]}"? A file to write goes behind --out.`);
  const { out } = flags;
  if (!out) throw new UsageError('--out is needed: a file to write the weights to.');
  const minutes = readWhole(flags.minutes, 'minutes', 10);
  const lastStep = readWhole(flags.steps, 'steps', Number.MAX_SAFE_INTEGER);
  const asked = flags.seed === undefined ? null : readWhole(flags.seed, 'seed', 1);
  const threads = readWhole(flags.threads, 'threads', Math.max(1, availableParallelism() - 1));
  await requireWritable(out, 'out', []);
  const statePath = `${out}.state`;
  if (flags.resume) await requireFile(statePath, '');
  else await requireWritable(statePath, 'out', []);

  const interrupt = listenForInterrupt(() => {});
  const bundle = await bundleSource('scripts/pretrain/source.ts');
  try {
    /** @type {typeof import('./pretrain/source.ts')} */
    const source = await import(bundle.url);
    const { samplesPerStep, usualShape, startPretraining, packState, readState, packWeights } = source;
    const from = flags.resume ? readState(new Uint8Array(await readFile(statePath))) : null;
    if (from && 'problem' in from) throw new UsageError(`${statePath}: ${from.problem}`);
    if (from && asked !== null && asked !== from.seed)
      throw new UsageError(
        `${statePath} was begun with seed ${from.seed}, not ${asked}: leave --seed out to go on with it.`,
      );
    const seed = from?.seed ?? asked ?? 1;
    const { backend } = await source.startBackend({ asked: null, wasmFiles: source.wasmFilesInNode() });
    const training = startPretraining(usualShape, seed, from);
    let step = from?.step ?? 0;
    const first = step;
    const samples = drawAhead(bundle.url, { seed, count: samplesPerStep, threads, first });
    const begun = performance.now();
    let [saved, said] = [begun, begun];
    interrupt.finishFirst();

    const save = async () => {
      const state = await training.save();
      await replaceFile(statePath, packState(state));
      await replaceFile(out, packWeights(state.average, usualShape, { seed, samples: step * samplesPerStep }));
      saved = performance.now();
    };
    const say = async () => {
      const seconds = (performance.now() - begun) / 1000;
      const pace = ((step - first) * samplesPerStep) / seconds;
      console.log(
        `${backend} step ${step}, ${step * samplesPerStep} samples, ${pace.toFixed(0)} a second, loss ${(await training.readLoss(500)).toFixed(5)}`,
      );
      said = performance.now();
    };

    while (step < lastStep && performance.now() - begun < minutes * 60_000 && !interrupt.signal.aborted) {
      training.takeStep(await samples.take(step));
      step += 1;
      if (performance.now() - said > sayEveryMs) await say();
      if (performance.now() - saved > saveEveryMs) await save();
    }
    if (step > first) await say();
    await save();
    await samples.end();
    training.dispose();
    if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
  } finally {
    await bundle.dispose();
  }
}

await runPlainly(main);
