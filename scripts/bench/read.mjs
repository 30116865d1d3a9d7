/** How long reading a 100 MB CSV takes in the data worker, against papaparse alone in a worker, in the same Chromium. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { browserExecutable, browserFlags } from '../browser.mjs';

const rows = 1_500_000;
const rounds = 3;

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/**
 * Builds the page as the app is built, and runs it. The times are medians over the rounds; `ratio` is that of the medians.
 * `longestTaskMs` is the longest task of the main thread while the app read, 0 where none took 50 ms.
 */
export async function benchReading() {
  const outDir = await mkdtemp(join(tmpdir(), 'dropcast-bench-'));
  const root = fileURLToPath(new URL('.', import.meta.url));
  /** @type {import('vite').InlineConfig} */
  const config = {
    root,
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', rollupOptions: { input: join(root, 'read.html') } },
    preview: { port: 0, host: '127.0.0.1' },
  };
  await build(config);
  const server = await preview(config);
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args: browserFlags });
  try {
    const page = await browser.newPage();
    await page.goto(new URL('read.html', server.resolvedUrls?.local[0]).href);
    const bench = await page.evaluate(([count, times]) => window.benchReading(count, times), [rows, rounds]);
    const papaparseMs = median(bench.rounds.map((round) => round.papaparseMs));
    const readTableMs = median(bench.rounds.map((round) => round.readTableMs));
    const longestTaskMs = Math.max(...bench.rounds.map((round) => round.longestTaskMs));
    return {
      bench: 'read',
      bytes: bench.bytes,
      rows: bench.rows,
      papaparseMs: Math.round(papaparseMs),
      readTableMs: Math.round(readTableMs),
      ratio: Number((readTableMs / papaparseMs).toFixed(3)),
      longestTaskMs: Math.round(longestTaskMs),
      rounds: bench.rounds,
    };
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}
