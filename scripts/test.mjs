/**
 * `npm test`: every check there is. Ends with `N passed, N failed`, where each test of vitest and Playwright counts, and
 * each other stage as one; the others go on after a failure. `npm test -- lint unit` runs those stages alone.
 *
 * Two stages run at a time, so that a machine of two cores is never idle: their lines begin with their names. What a stage
 * that failed said last is said again at the end.
 *
 * `npm test -- all` is for the night. It adds what is long and seldom finds anything that the usual run does not:
 *   - every network by every loss, its steps replayed and not, on wasm (usually each network by one of the losses)
 *   - replayed steps of five networks on WebGPU (usually of an LSTM and of a GRU that learns from augmented windows)
 *   - recurrent layers on WebGPU in eleven sizes (usually the four that differ most)
 *   - weights of an LSTM kept in registers, of 64 hidden units too (usually 24)
 *   - 10,000 mutated files (usually 1,000); 2,000 steps and 20 trainings without a leak (usually 400 and 6)
 * Tests ask for it by scripts/test/nightly.ts. It adds further cases of tests that the usual run has as well, no test of
 * its own.
 *
 * DROPCAST_PORT moves the journeys' server, for several checkouts side by side; DROPCAST_SLOW=4 slows every page of the
 * journeys down four times; DROPCAST_TRACE=1 records what led to a failure.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { browserExecutable } from './browser.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/**
 * @typedef {object} Stage
 * @property {string[][]} commands each after the one before, even after a failure
 * @property {string} [after] the stage whose outcome this one looks at; it is not run where that one failed
 * @property {string} [report] file the counts are in
 * @property {(report: any) => Count} [count]
 * @property {Record<string, string>} [env]
 */

const bin = (/** @type {string} */ path) => join('node_modules', path);
const biome = bin('@biomejs/biome/bin/biome');
const tsc = bin('typescript/bin/tsc');
const knip = bin('knip/bin/knip.js');
const vitest = bin('vitest/vitest.mjs');
const reports = await mkdtemp(join(tmpdir(), 'dropcast-test-'));

/** @param {string[]} projects of vitest.config.ts @param {string[]} [flags] @returns {Stage} */
function vitestProjects(projects, flags = []) {
  const report = join(reports, `${projects.join('-')}.json`);
  const chosen = projects.map((project) => `--project=${project}`);
  const told = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    commands: [[vitest, 'run', ...chosen, ...told, ...flags]],
    report,
    count: countOfVitest,
  };
}

/** @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} report */
function countOfVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report */
function countOfPlaywright({ stats: { expected, unexpected, flaky, skipped } }) {
  return { passed: expected, failed: unexpected + flaky, skipped };
}

const endToEndReport = join(reports, 'e2e.json');

/**
 * In the order they begin in: the longest first.
 *
 * @type {Record<string, Stage>}
 */
const stages = {
  browser: vitestProjects(['browser']),
  lint: { commands: [[biome, 'ci', '--error-on-warnings', '.']] },
  types: {
    commands: [
      [tsc, '-p', '.'],
      [tsc, '-p', 'src/tsconfig.worker.json'],
    ],
  },
  // The second run finds what only tests use and lies in no folder `testing`.
  'dead-code': { commands: [[knip], [knip, '--production', '--include', 'files,dependencies']] },
  build: { commands: [[bin('vite/bin/vite.js'), 'build']] },
  size: { commands: [['scripts/size-budget.mjs']], after: 'build' },
  'end-to-end': {
    commands: [[bin('@playwright/test/cli.js'), 'test', '--reporter=list,json']],
    after: 'build',
    report: endToEndReport,
    count: countOfPlaywright,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: endToEndReport },
  },
  // On every core: it is the last to end, when nothing runs beside it any more.
  unit: vitestProjects(['node', 'tfjs'], ['--maxWorkers=100%']),
};
const atOnce = 2;

/** What each stage said last. @type {Map<string, string[]>} */
const lastLines = new Map();

/** @param {string} name of the stage @param {string} line */
function say(name, line) {
  console.log(`${name.padEnd(10)} | ${line}`);
  lastLines.set(name, [...(lastLines.get(name) ?? []), line].slice(-40));
}

/** @param {string} name @param {string[]} args @param {Record<string, string>} env @returns {Promise<boolean>} whether it ended well */
function runNode(name, args, env) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => say(name, line));
    }
    child.once('error', (error) => {
      say(name, error.message);
      done(false);
    });
    child.once('close', (code, signal) => {
      if (code !== 0) say(name, `${args[0]} ended with ${signal ?? `exit code ${code}`}.`);
      done(code === 0);
    });
  });
}

/** Names of stages. @type {Set<string>} */
const failed = new Set();

/** @param {string} name @returns {Promise<Count>} */
async function countStage(name) {
  const { commands, report, count: countOf, env = {}, after } = stages[name];
  if (after && failed.has(after)) {
    say(name, `Not run: ${after} failed.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  let good = true;
  for (const command of commands) good = (await runNode(name, command, env)) && good;
  if (!report || !countOf) return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
  const text = await readFile(report, 'utf8').catch(() => null);
  const count = text ? countOf(JSON.parse(text)) : { passed: 0, failed: 0, skipped: 0 };
  // A suite that could not start has no failed test to show; nor may one that found no test pass.
  const silent = count.failed === 0 && (!good || count.passed === 0);
  return silent ? { ...count, failed: 1 } : count;
}

/** @param {string} name @returns {Promise<Count & { line: string }>} */
async function runStage(name) {
  console.log(`== ${name} begins`);
  const startMs = performance.now();
  const count = await countStage(name);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const { passed, skipped } = count;
  if (count.failed > 0) failed.add(name);
  const line = `${name.padEnd(12)} ${passed} passed, ${count.failed} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds} s)`;
  console.log(`== ${line}`);
  return { ...count, line };
}

/** @param {string[]} names @returns {Promise<(Count & { line: string })[]>} in their order */
async function runStages(names) {
  /** @type {Map<string, Promise<Count & { line: string }>>} */
  const ended = new Map();
  /** @type {Map<string, () => void>} */
  const signals = new Map();
  const ends = new Map(names.map((name) => [name, new Promise((done) => signals.set(name, () => done(null)))]));
  const waiting = [...names];
  const takeTurns = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      await ends.get(stages[name].after ?? '');
      const run = runStage(name);
      ended.set(name, run);
      await run;
      signals.get(name)?.();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  return Promise.all(names.map((name) => /** @type {Promise<Count & { line: string }>} */ (ended.get(name))));
}

const words = process.argv.slice(2);
if (words.includes('all')) process.env.DROPCAST_NIGHTLY = '1';
const asked = words.filter((word) => word !== 'all');
const unknown = asked.find((name) => !stages[name]);
if (unknown) {
  console.error(`There is no stage ${unknown}; there are ${Object.keys(stages).join(', ')}, and "all" for the night.`);
  process.exit(1);
}
const names = Object.keys(stages).filter((name) => asked.length === 0 || asked.includes(name));
// Found, or installed, once and for all stages that need it.
process.env.CHROME_PATH = await browserExecutable().catch((error) => {
  console.error(error.message);
  return process.env.CHROME_PATH ?? '';
});

const counts = await runStages(names);
await rm(reports, { recursive: true, force: true });
const sumOf = (/** @type {keyof Count} */ key) => counts.reduce((sum, count) => sum + count[key], 0);
for (const name of failed)
  console.log(`\n== ${name} failed; its last lines:\n${(lastLines.get(name) ?? []).join('\n')}`);
console.log(`\n== summary\n${counts.map(({ line }) => line).join('\n')}`);
if (sumOf('skipped') > 0)
  console.log(`${sumOf('skipped')} skipped: they need data that is not part of the repository.`);
console.log(`${sumOf('passed')} passed, ${sumOf('failed')} failed`);
process.exitCode = sumOf('failed') > 0 ? 1 : 0;
