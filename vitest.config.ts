import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserExecutable, browserFlags } from './scripts/browser.mjs';

// tfjs is inlined so that Node resolves its ES modules, the ones the app is built from, and every test shares one instance.
const tfjs = /@tensorflow\//;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
          exclude: ['src/**/*.browser.test.{ts,tsx}'],
          environment: 'node',
          env: { TZ: 'UTC' },
          server: { deps: { inline: [tfjs] } },
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          testTimeout: 120_000,
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
