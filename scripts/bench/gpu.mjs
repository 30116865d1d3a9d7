/** What a step of training costs on WebGPU, in the app and in stock TensorFlow.js, on the same adapter. */
import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundleSource } from '../source.mjs';
import { budgets, reportOf } from './gpu-report.mjs';
import { onPage } from './page.mjs';

/** In Chromium, whose adapter is one by software. @param {string[]} asked names of cases; all where there are none */
export async function benchGpu(asked) {
  return onPage('gpu.html', async (page) => {
    let adapter = '';
    /** @type {Record<string, Record<string, number>>} */
    const gpu = {};
    for (const one of await page.evaluate(() => window.gpuCases)) {
      if (asked.length > 0 && !asked.includes(one.name)) continue;
      const ours = await page.evaluate(
        ([each, budget]) => window.benchOurs(each, budget),
        /** @type {const} */ ([one, budgets.ours]),
      );
      const stock = await page.evaluate(
        ([each, budget]) => window.benchStock(each, budget),
        /** @type {const} */ ([one, budgets.stock]),
      );
      adapter = ours.adapter;
      gpu[one.name] = reportOf(ours, stock);
    }
    return { adapter, gpu };
  });
}

const entry = 'scripts/bench/gpu-node.ts';

/**
 * In Node, on whatever GPU Vulkan, Metal or Direct3D offers to Dawn.
 *
 * @param {string[]} asked names of cases; all where there are none
 * @throws {Error} where the npm package `webgpu` is not installed
 */
export async function benchGpuInNode(asked) {
  const bundle = await bundleSource(entry);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(bundle.url), ...asked], {
      maxBuffer: 2 ** 24,
    });
    return JSON.parse(stdout.trim().split('\n').pop() ?? '');
  } finally {
    await bundle.dispose();
  }
}

/** Writes the same as one file for Node, to be run where the project is not. @param {string} path */
export async function writeGpuBundle(path) {
  const bundle = await bundleSource(entry);
  await copyFile(fileURLToPath(bundle.url), path);
  await bundle.dispose();
}
