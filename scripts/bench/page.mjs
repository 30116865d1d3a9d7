/** Builds a page of a benchmark as the app is built, serves it and opens it in Chromium. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { browserExecutable, browserFlags } from '../browser.mjs';
import { wasmKernels } from '../wasm-kernels.mjs';

/** @param {number[]} values */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * @template Result
 * @param {string} name of an HTML file beside this one
 * @param {(page: import('@playwright/test').Page) => Promise<Result>} run
 * @returns {Promise<Result>}
 */
export async function onPage(name, run) {
  const outDir = await mkdtemp(join(tmpdir(), 'dropcast-bench-'));
  const root = fileURLToPath(new URL('.', import.meta.url));
  /** @type {import('vite').InlineConfig} */
  const config = {
    root,
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [wasmKernels()],
    worker: { format: 'es', plugins: () => [wasmKernels()] },
    build: { outDir, emptyOutDir: true, target: 'es2023', rollupOptions: { input: join(root, name) } },
    preview: { port: 0, host: '127.0.0.1' },
  };
  await build(config);
  const server = await preview(config);
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args: browserFlags });
  try {
    const page = await browser.newPage();
    await page.goto(new URL(name, server.resolvedUrls?.local[0]).href);
    return await run(page);
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}
