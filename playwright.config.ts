import { defineConfig } from '@playwright/test';
import { browserExecutable, browserFlags } from './scripts/browser.mjs';

const port = 4180;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Training fills a core by itself: tests side by side would only wait for each other.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    locale: 'en-GB',
    timezoneId: 'America/New_York',
    colorScheme: 'light',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: await browserExecutable(), args: browserFlags },
  },
  webServer: {
    command: `node scripts/serve.mjs --strict --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
