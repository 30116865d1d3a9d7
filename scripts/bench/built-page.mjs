/** The built page in one Chromium: how long its thread is busy at a stretch, and what passes between it and its workers. */
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserExecutable, browserFlags } from '../browser.mjs';
import { serveFolder } from '../serve.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** Nothing that is waited for takes longer. */
export const mostMs = 300_000;

/**
 * @typedef {object} BuiltPage
 * @property {string} folder for files that the page is given; it goes with the browser
 * @property {<Result>(work: (page: Page) => Promise<Result>) => Promise<Result>} onNewPage
 */

/**
 * @template Result
 * @param {string | undefined} dist a page that was built before; it is built where absent
 * @param {(built: BuiltPage) => Promise<Result>} run
 * @returns {Promise<Result>}
 */
export async function onBuiltPage(dist, run) {
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-bench-'));
  const built = dist ?? join(folder, 'dist');
  if (!dist) await build({ logLevel: 'error', build: { outDir: built, emptyOutDir: true } });
  const server = await serveFolder(built);
  const args = browserFlags.filter((flag) => !flag.includes('webgpu'));
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args });
  try {
    return await run({
      folder,
      async onNewPage(work) {
        const page = await browser.newPage({ locale: 'en-GB' });
        await page.goto(`${server.url}?backend=wasm`);
        const result = await work(page);
        await page.close();
        return result;
      },
    });
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} path
 * @param {string} header
 * @param {number} rows
 * @param {(row: number) => string} write
 */
export async function writeRows(path, header, rows, write) {
  const file = await open(path, 'w');
  await file.write(`${header}\n`);
  for (let row = 0; row < rows; row += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, rows - row) }, (_, i) => write(row + i));
    await file.write(`${lines.join('\n')}\n`);
  }
  await file.close();
}

/**
 * Follows the tasks of the page's thread from now on.
 *
 * @param {Page} page
 * @returns {Promise<() => Promise<{ longestTaskMs: number, longestTaskCpuMs: number }>>} the longest by the clock, 0 where none
 *   took 50 ms, and the one that took most of the processor, which tells more where others use it too
 */
export async function watchTasks(page) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const tasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
  });
  const browser = /** @type {import('@playwright/test').Browser} */ (page.context().browser());
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  return async () => {
    // What the browser has not told of yet comes with the next of its turns.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    const longest = await page.evaluate(() =>
      Math.max(0, .../** @type {{ longTasks: number[] }} */ (/** @type {any} */ (window)).longTasks),
    );
    const trace = JSON.parse((await browser.stopTracing()).toString());
    return { longestTaskMs: Math.round(longest), longestTaskCpuMs: Math.round(mostOfProcessor(trace.traceEvents)) };
  };
}

/**
 * @param {{ name: string, ph: string, pid: number, tid: number, tdur?: number, args?: { name?: string } }[]} events
 * @returns {number} in ms, of a task of a page's main thread
 */
function mostOfProcessor(events) {
  const isMain = (/** @type {{ name: string, args?: { name?: string } }} */ { name, args }) =>
    name === 'thread_name' && args?.name === 'CrRendererMain';
  const threads = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = events.filter(({ ph, pid, tid }) => ph === 'X' && threads.has(`${pid} ${tid}`));
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
}

/** @param {Page} page @returns {Promise<() => Promise<number>>} ms of the processor that the page's thread has taken since */
export async function watchProcessor(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taken = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const before = await taken();
  return async () => {
    const after = await taken();
    await session.detach();
    return after - before;
  };
}

/**
 * Follows what the page and its workers take of the machine from now on: they are one process.
 *
 * @param {Page} page alone in its browser
 * @returns {Promise<() => Promise<{ cpuMs: number, mostMegabytes: number }>>} ms of the processor, and the most memory resident, the
 *   browser's own code and shared pages included
 */
export async function watchProcess(page) {
  const browser = /** @type {import('@playwright/test').Browser} */ (page.context().browser());
  const session = await browser.newBrowserCDPSession();
  const renderers = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer');
  };
  const cpuSeconds = async () => (await renderers()).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  let mostMegabytes = 0;
  const look = async () => {
    const ids = (await renderers()).map(({ id }) => id).join();
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', ids]);
    const resident = stdout.trim().split(/\s+/).map(Number);
    mostMegabytes = Math.max(mostMegabytes, ...resident.map((kilobytes) => kilobytes / 1024));
  };
  const before = await cpuSeconds();
  const timer = setInterval(() => void look().catch(() => {}), 250);
  return async () => {
    clearInterval(timer);
    await look();
    const cpuMs = Math.round(1000 * ((await cpuSeconds()) - before));
    await session.detach();
    return { cpuMs, mostMegabytes: Math.round(mostMegabytes) };
  };
}

/**
 * Bytes that went to a worker, from it, or over a port: those that were copied, and those that went over.
 *
 * @typedef {{ copied: number, transferred: number }} Traffic
 */

/** Counts from now on what is posted in the page, or in one of its workers. Runs there. */
function countPosts() {
  const traffic = { copied: 0, transferred: 0 };
  /**
   * As a structured clone holds it: a number takes eight bytes, a letter one or two, and of a view all that lies behind it.
   *
   * @param {unknown} value @param {Set<unknown>} seen @returns {number}
   */
  const sizeOf = (value, seen) => {
    if (typeof value === 'string') return /^[\0-\xff]*$/.test(value) ? value.length : 2 * value.length;
    if (typeof value !== 'object' || value === null) return 8;
    if (seen.has(value)) return 0;
    seen.add(value);
    if (ArrayBuffer.isView(value)) return sizeOf(value.buffer, seen);
    if (value instanceof ArrayBuffer) return value.byteLength;
    if (value instanceof Blob || value instanceof MessagePort) return 8;
    if (value instanceof Map || value instanceof Set) return sizeOf([...value], seen);
    return Object.entries(value).reduce((sum, [key, part]) => sum + key.length + sizeOf(part, seen), 8);
  };
  /** @param {{ postMessage: (...args: any[]) => void }} target */
  const watch = (target) => {
    const { postMessage } = target;
    target.postMessage = function (
      /** @type {unknown} */ message,
      /** @type {any} */ more,
      /** @type {any[]} */ ...rest
    ) {
      const given = /** @type {unknown[]} */ (Array.isArray(more) ? more : (more?.transfer ?? []));
      const buffers = given.filter((one) => one instanceof ArrayBuffer);
      traffic.transferred += buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
      traffic.copied += sizeOf(message, new Set(given));
      return postMessage.call(this, message, more, ...rest);
    };
  };
  if (typeof Worker === 'function' && typeof document === 'object') watch(Worker.prototype);
  else watch(/** @type {any} */ (globalThis));
  watch(MessagePort.prototype);
  Object.assign(globalThis, { traffic });
}

/** @param {Page} page @returns {Promise<() => Promise<Traffic>>} what the page and all its workers have posted since */
export async function watchTraffic(page) {
  page.on('worker', (worker) => void worker.evaluate(countPosts).catch(() => {}));
  await Promise.all([page.evaluate(countPosts), ...page.workers().map((worker) => worker.evaluate(countPosts))]);
  return async () => {
    const read = () => /** @type {any} */ (globalThis).traffic ?? { copied: 0, transferred: 0 };
    /** @type {Traffic[]} */
    const all = await Promise.all([page.evaluate(read), ...page.workers().map((worker) => worker.evaluate(read))]);
    return {
      copied: all.reduce((sum, { copied }) => sum + copied, 0),
      transferred: all.reduce((sum, { transferred }) => sum + transferred, 0),
    };
  };
}
