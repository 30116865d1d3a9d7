import { readdir, readFile } from 'node:fs/promises';
import { serveFolder } from '../scripts/serve.mjs';
import { expect, expectData, forecast, test, useTinyNetwork } from './journey.ts';

test.describe('in a sub-path of another host', () => {
  test.use({
    baseURL: async ({ browserName: _ }, use) => {
      const server = await serveFolder('dist', { basePath: '/tools/forecast/' });
      await use(server.url);
      await server.close();
    },
  });

  test('the built page works, and leads to its licences', async ({ page }) => {
    await test.step('the built page works', async () => {
      await page.goto('./?backend=wasm');
      await page.getByTestId('sample-air-passengers').click();
      await expectData(page);
      await useTinyNetwork(page);
      await forecast(page);
    });
    await test.step('the foot of the page leads to the licence of every package that is in the bundles', async () => {
      const address = await page.getByTestId('licences').evaluate((link: HTMLAnchorElement) => link.href);
      const text = await (await page.request.get(address)).text();
      const maps = (await readdir('dist/assets')).filter((name) => name.endsWith('.map'));
      const sources = await Promise.all(
        maps.map(async (name) => JSON.parse(await readFile(`dist/assets/${name}`, 'utf8')).sources as string[]),
      );
      const packages = new Set(
        sources.flat().flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
      );
      expect([...packages]).toEqual(expect.arrayContaining(['react', 'recharts']));
      // The workers have no source maps.
      for (const name of [
        ...packages,
        'papaparse',
        'hucre',
        'hyparquet',
        'fzstd',
        '@tensorflow/tfjs-core',
        'seedrandom',
      ])
        expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    });
  });
});

test.describe('on a strict host, with every header there is', () => {
  test.use({
    serviceWorkers: 'allow',
    // The frame that is refused says so.
    expectedMessages: /frame-ancestors|ERR_BLOCKED_BY_RESPONSE/,
    baseURL: async ({ browserName: _ }, use) => {
      const server = await serveFolder('dist', { basePath: '/tools/forecast/', isGuarded: true });
      await use(server.url);
      await server.close();
    },
  });

  test('the page works, also kept for offline, and nobody frames it', async ({ page, browser, baseURL }) => {
    const response = await page.goto('./?backend=wasm');
    expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.getByTestId('sample-air-passengers').click();
    await expectData(page);
    await useTinyNetwork(page);
    await forecast(page);
    await expect(page.getByTestId('offline-ready')).toBeVisible();
    const framing = await serveFolder('e2e/fixtures');
    const frame = await browser.newPage();
    await frame.route(`${framing.url}frame.html`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${baseURL}"></iframe>` }),
    );
    await frame.goto(`${framing.url}frame.html`);
    await expect.poll(() => frame.frames()[1]?.url()).toContain('chrome-error:');
    await frame.close();
    await framing.close();
  });
});
