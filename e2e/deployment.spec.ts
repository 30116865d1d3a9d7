import { serveFolder } from '../scripts/serve.mjs';
import { expectData, forecast, test, useTinyNetwork } from './journey.ts';

test.describe('in a sub-path of another host', () => {
  let server: Awaited<ReturnType<typeof serveFolder>>;
  test.beforeAll(async () => {
    server = await serveFolder('dist', { basePath: '/tools/forecast/' });
  });
  test.afterAll(() => server.close());
  test.use({ baseURL: async ({ baseURL: _ }, use) => use(server.url) });

  test('the built page works', async ({ page }) => {
    await page.goto('./?backend=wasm');
    await page.getByTestId('sample-air-passengers').click();
    await expectData(page);
    await useTinyNetwork(page);
    await forecast(page);
  });
});
