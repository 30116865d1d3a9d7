import { serveFolder } from '../scripts/serve.mjs';
import { expectData, forecast, test, useTinyNetwork } from './journey.ts';

test.describe('in a sub-path of another host', () => {
  test.use({
    baseURL: async ({ browserName: _ }, use) => {
      const server = await serveFolder('dist', { basePath: '/tools/forecast/' });
      await use(server.url);
      await server.close();
    },
  });

  test('the built page works', async ({ page }) => {
    await page.goto('./?backend=wasm');
    await page.getByTestId('sample-air-passengers').click();
    await expectData(page);
    await useTinyNetwork(page);
    await forecast(page);
  });
});
