import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { browserExecutable, browserFlags } from './scripts/browser.mjs';

/** See e2e/journey.ts. */
const slowdown = Number(process.env.DROPCAST_SLOW ?? 1);
const port = Number(process.env.DROPCAST_PORT ?? 4180);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Most of a journey is waiting for pages, workers and what is drawn: two of them share two cores well.
  fullyParallel: true,
  workers: 2,
  // No journey asserts how long anything takes: these only end what hangs, on a machine however slow.
  timeout: 600_000 * slowdown,
  expect: { timeout: 90_000 * slowdown },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    // Journeys of a worker take turns in one context, emptied in between: a new one costs a second of the processor.
    reuseContext: true,
    locale: 'en-GB',
    timezoneId: 'America/New_York',
    colorScheme: 'light',
    viewport: { width: 1280, height: 900 },
    // Journeys that stand in for the server would be answered by it; e2e/offline.spec.ts has it.
    serviceWorkers: 'block',
    // Recording costs four tenths of the time; a picture of what failed costs nothing until then.
    trace: process.env.DROPCAST_TRACE === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: await browserExecutable(), args: browserFlags },
  },
  webServer: {
    command: `node scripts/serve.mjs --strict --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
