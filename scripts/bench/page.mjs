/** Builds pages of a benchmark as the app is built, serves them and opens them in one Chromium. */
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
 * @param {string[]} names of HTML files beside this one
 * @param {(pages: import('@playwright/test').Page[]) => Promise<Result>} run gets a page for each
 * @returns {Promise<Result>}
 */
export async function onPages(names, run) {
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
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      rollupOptions: { input: names.map((name) => join(root, name)) },
    },
    preview: { port: 0, host: '127.0.0.1' },
  };
  await build(config);
  const server = await preview(config);
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args: browserFlags });
  try {
    const pages = await Promise.all(names.map(() => browser.newPage()));
    const address = server.resolvedUrls?.local[0];
    await Promise.all(pages.map((page, at) => page.goto(new URL(names[at] ?? '', address).href)));
    return await run(pages);
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}

/**
 * @template Result
 * @param {string} name
 * @param {(page: import('@playwright/test').Page) => Promise<Result>} run
 * @returns {Promise<Result>}
 */
export async function onPage(name, run) {
  return onPages([name], ([page]) => run(/** @type {import('@playwright/test').Page} */ (page)));
}
