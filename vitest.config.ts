import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
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

/** Ends what hangs, on a machine however slow: no test asserts how long anything takes. */
const mostMs = 900_000;

/** What the tests ask by `scripts/test/nightly.ts`. */
const provide = { isNightly: process.env.DROPCAST_NIGHTLY === '1' };

const inBrowserTests = ['src/**/*.browser.test.{ts,tsx}'];
const inNodeTests = ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'];

/** Files of Node's tests that start a backend of tfjs, by what is written in them; scripts/test/leave-as-found.ts sees to it. */
const startingBackends = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /(?<!\.browser)\.test\.tsx?$/.test(path))
  .filter((path) => /\b(?:start|set)Backend\b/.test(readFileSync(path, 'utf8')));

type Isolation = { name: string; include: string[]; exclude: string[]; isolate: boolean };

/**
 * Files that start a backend have tfjs for themselves: shared, one that starts wasm twice takes it from those after it. The others
 * share a process, and what they load, which takes a third of the time.
 */
function inNode(isolation: Isolation): TestProjectInlineConfiguration {
  return {
    plugins: [wasmKernels()],
    ssr: { resolve: { mainFields: ['module', 'main'] } },
    test: {
      ...isolation,
      provide: { ...provide, isShared: !isolation.isolate },
      environment: 'node',
      env: { TZ: 'UTC' },
      setupFiles: ['scripts/test/leave-as-found.ts'],
      restoreMocks: true,
      unstubGlobals: true,
      unstubEnvs: true,
      server: { deps: { inline: [/tfjs-backend-wasm/] } },
      deps: { optimizer: { ssr: { enabled: true, include: tfjs } } },
      testTimeout: mostMs,
      hookTimeout: mostMs,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      inNode({ name: 'node', include: inNodeTests, exclude: [...inBrowserTests, ...startingBackends], isolate: false }),
      inNode({ name: 'tfjs', include: startingBackends, exclude: [], isolate: true }),
      {
        plugins: [wasmKernels()],
        optimizeDeps: { include: [...tfjs, '@tensorflow/tfjs-backend-wasm', 'papaparse'] },
        test: {
          name: 'browser',
          provide,
          include: inBrowserTests,
          testTimeout: mostMs,
          hookTimeout: mostMs,
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
