/**
 * `npm test`: every check there is, one after the other, the next one even after a failure. Ends with `N passed, N failed`,
 * where each test of vitest and Playwright counts, and each other stage as one. `npm test -- lint unit` runs those alone.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { browserExecutable } from './browser.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const bin = (/** @type {string} */ path) => join('node_modules', path);
const biome = bin('@biomejs/biome/bin/biome');
const tsc = bin('typescript/bin/tsc');
const knip = bin('knip/bin/knip.js');
const vitest = bin('vitest/vitest.mjs');
const reports = await mkdtemp(join(tmpdir(), 'dropcast-test-'));

/** @param {string} project */
function vitestProject(project) {
  const report = join(reports, `${project}.json`);
  return {
    commands: [
      [vitest, 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
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

/** @type {Record<string, { commands: string[][], report?: string, count?: (report: any) => Count, env?: Record<string, string> }>} */
const stages = {
  lint: { commands: [[biome, 'ci', '--error-on-warnings', '.']] },
  types: {
    commands: [
      [tsc, '-p', '.'],
      [tsc, '-p', 'src/tsconfig.worker.json'],
    ],
  },
  // The second run finds what only tests use and lies in no folder `testing`.
  'dead-code': { commands: [[knip], [knip, '--production', '--include', 'files,dependencies']] },
  unit: vitestProject('node'),
  browser: vitestProject('browser'),
  build: { commands: [[bin('vite/bin/vite.js'), 'build']] },
  size: { commands: [['scripts/size-budget.mjs']] },
  'end-to-end': {
    commands: [[bin('@playwright/test/cli.js'), 'test', '--reporter=list,json']],
    report: endToEndReport,
    count: countOfPlaywright,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: endToEndReport },
  },
};

/** @param {string[]} args @param {Record<string, string>} env @returns {Promise<boolean>} whether it ended well */
function runNode(args, env) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
  });
}

/** @param {string} name @returns {Promise<Count>} */
async function runStage(name) {
  const stage = stages[name];
  if (!stage) throw new Error(`There is no stage ${name}; there are ${Object.keys(stages).join(', ')}.`);
  let good = true;
  for (const command of stage.commands) good = (await runNode(command, stage.env ?? {})) && good;
  if (!stage.report || !stage.count) return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
  const text = await readFile(stage.report, 'utf8').catch(() => null);
  const count = text ? stage.count(JSON.parse(text)) : { passed: 0, failed: 0, skipped: 0 };
  // A suite that could not start has no failed test to show; nor may one that found no test pass.
  const silent = count.failed === 0 && (!good || count.passed === 0);
  return silent ? { ...count, failed: 1 } : count;
}

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(stages);
// Found, or installed, once and for all stages that need it.
process.env.CHROME_PATH = await browserExecutable().catch((error) => {
  console.error(error.message);
  return process.env.CHROME_PATH ?? '';
});

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const lines = [];
for (const name of names) {
  console.log(`\n== ${name}`);
  const startMs = performance.now();
  const { passed, failed, skipped } = await runStage(name);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const line = `${name.padEnd(12)} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds} s)`;
  console.log(line);
  lines.push(line);
}
await rm(reports, { recursive: true, force: true });
console.log(`\n== summary\n${lines.join('\n')}`);
if (total.skipped > 0) console.log(`${total.skipped} skipped: they need data that is not part of the repository.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
