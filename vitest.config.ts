import process from 'node:process';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserExecutable, browserFlags } from './scripts/browser.mjs';
import { wasmKernels } from './scripts/wasm-kernels.mjs';

// tfjs is bundled ahead for Node's tests: its ES modules, the ones the app is built from, in one instance and without
// reading a thousand files for each test file.
const tfjs = [
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-webgpu',
];

/** What the tests ask by `scripts/test/nightly.ts`. */
const provide = { isNightly: process.env.DROPCAST_NIGHTLY === '1' };

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [wasmKernels()],
        ssr: { resolve: { mainFields: ['module', 'main'] } },
        test: {
          name: 'node',
          provide,
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
          exclude: ['src/**/*.browser.test.{ts,tsx}'],
          environment: 'node',
          env: { TZ: 'UTC' },
          // Each file has tfjs for itself: shared, a file that starts wasm twice takes it from those after it.
          isolate: true,
          setupFiles: ['scripts/test/leave-as-found.ts'],
          restoreMocks: true,
          unstubGlobals: true,
          unstubEnvs: true,
          server: { deps: { inline: [/tfjs-backend-wasm/] } },
          deps: { optimizer: { ssr: { enabled: true, include: tfjs } } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        plugins: [wasmKernels()],
        optimizeDeps: { include: [...tfjs, '@tensorflow/tfjs-backend-wasm', 'papaparse'] },
        test: {
          name: 'browser',
          provide,
          include: ['src/**/*.browser.test.{ts,tsx}'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: await browserExecutable(),
                args: browserFlags,
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
