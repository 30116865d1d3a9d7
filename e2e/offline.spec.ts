import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { serveFolder } from '../scripts/serve.mjs';
import {
  choose,
  download,
  expect,
  expectData,
  expectResults,
  forecast,
  models,
  monthlyCsv,
  test,
  useTinyNetwork,
} from './journey.ts';
import { startOtherOrigin } from './other-origin.ts';

type Host = { url: string; folder: string; close: () => Promise<void>; stop: () => Promise<void> };

/** The built page on a host of its own, in a sub-path, which can be stopped for good. */
const offline = test.extend<{ host: Host }>({
  serviceWorkers: 'allow',
  host: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'dropcast-host-'));
    await cp('dist', folder, { recursive: true });
    const { url, close } = await serveFolder(folder, { basePath: '/tools/forecast/' });
    let isUp = true;
    const stop = async () => {
      if (isUp) await close();
      isUp = false;
    };
    await use({ url, folder, close, stop });
    await stop();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ host }, use) => use(host.url),
});

// What a service worker has kept would be there for the next.
offline.use({ reuseContext: false });

async function monthlyWorkbook(months: number): Promise<Buffer> {
  const rows = ['tea', 'milk'].flatMap((item, at) =>
    Array.from({ length: months }, (_, month) => [
      new Date(Date.UTC(2018, month, 1)),
      item,
      100 * (at + 1) + month + 20 * Math.sin((month * Math.PI) / 6),
    ]),
  );
  return Buffer.from(await writeXlsx({ sheets: [{ name: 'Sales', rows: [['month', 'item', 'sales'], ...rows] }] }));
}

offline.describe('after one visit, without the host', () => {
  // Whoever looks for a newer version finds nobody.
  offline.use({ expectedMessages: /ERR_CONNECTION_REFUSED|Failed to load resource|sw\.js/ });

  offline('a page opened anew reads a sample, a workbook, forecasts and saves', async ({ context, host }) => {
    const first = await context.newPage();
    await first.goto(host.url);
    // Nothing but looking at it: no file has been read, no worker started.
    await expect(first.getByTestId('offline-ready')).toBeVisible();
    await first.close();
    await host.stop();

    const page = await context.newPage();
    await page.goto(`${host.url}?backend=wasm`);
    await page.getByTestId('sample-air-passengers').click();
    await expectData(page);
    await page.getByTestId('other-data').click();
    await page.getByTestId('file-input').setInputFiles({
      name: 'own.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await monthlyWorkbook(60),
    });
    await expectData(page);
    await useTinyNetwork(page);
    await forecast(page);
    await expectResults(page, models);
    const report = await download(page, 'download-report');
    expect(report.bytes.toString()).toMatch(/^<!doctype html>/i);
    await page.getByTestId('tab-all-series').click();
    await page.getByTestId('all-run').click();
    await expect(page.getByTestId('all-run')).toBeDisabled();
    const saved = await download(page, 'all-download-xlsx');
    expect(saved.bytes.subarray(0, 2).toString()).toBe('PK');
    await page.getByTestId('language').selectOption('zh-CN');
    await expect(page.getByTestId('offline-ready')).toContainText('离线');
  });

  offline(
    'a page whose workers began before it was kept reads a kind of file for the first time',
    async ({ page, host }) => {
      await page.goto(`${host.url}?backend=wasm`);
      await choose(page, { name: 'first.csv', text: monthlyCsv(72) });
      await expectData(page);
      await expect(page.getByTestId('offline-ready')).toBeVisible();
      await host.stop();
      await page.getByTestId('other-data').click();
      await page.getByTestId('file-input').setInputFiles({
        name: 'second.xlsx',
        mimeType: 'application/octet-stream',
        buffer: await monthlyWorkbook(40),
      });
      await expectData(page);
    },
  );
});

offline.describe('by the service worker', () => {
  offline.use({ expectedMessages: /Content Security Policy|Failed to load resource|ERR_FAILED|redirect/ });

  offline('nothing reaches another origin, not even by a redirect of the own host', async ({ browser, host }) => {
    const other = await startOtherOrigin();
    // A context that nobody watches: the requests of this test are the point.
    const context = await browser.newContext({ serviceWorkers: 'allow' });
    const page = await context.newPage();
    await page.goto(host.url);
    await expect(page.getByTestId('offline-ready')).toBeVisible();
    const answers = await page.evaluate(async (url) => {
      const isReached = (address: string, init?: RequestInit) =>
        fetch(address, init).then(
          () => true,
          () => false,
        );
      return [
        await isReached(url),
        await isReached(url, { mode: 'no-cors' }),
        await isReached(url, { method: 'POST' }),
      ];
    }, other.url);
    expect(answers).toEqual([false, false, false]);
    await host.stop();
    const port = Number(new URL(host.url).port);
    const redirecting = createServer((_request, response) => response.writeHead(302, { location: other.url }).end());
    await new Promise<void>((done) => redirecting.listen(port, '127.0.0.1', done));
    // Kept: as it was; not kept: an error.
    const [kept, unknown] = await page.evaluate(async () => {
      const read = (address: string) =>
        fetch(address).then(
          (response) => response.text(),
          () => 'not reached',
        );
      return [await read('samples/index.json'), await read('assets/none.js')];
    });
    expect(JSON.parse(kept ?? '')).toEqual(JSON.parse(await readFile('public/samples/index.json', 'utf8')));
    expect(unknown).toBe('not reached');
    expect(other.calls()).toBe(0);
    await context.close();
    await new Promise((done) => redirecting.close(done));
    await other.close();
  });
});

offline('a newer version is offered calmly, and taken on a click', async ({ page, host }) => {
  await page.goto(host.url);
  await expect(page.getByTestId('offline-ready')).toBeVisible();
  // Another build: another version in the service worker, another script in the page.
  const index = await readFile(join(host.folder, 'index.html'), 'utf8');
  const script = /assets\/index-[\w-]+\.js/.exec(index)?.[0] ?? '';
  const newer = script.replace('index-', 'index-newer-');
  await cp(join(host.folder, script), join(host.folder, newer));
  await writeFile(join(host.folder, 'index.html'), index.replace(script, newer));
  const worker = await readFile(join(host.folder, 'sw.js'), 'utf8');
  await writeFile(
    join(host.folder, 'sw.js'),
    worker.replaceAll(script, newer).replace(/version:`\w+`/, 'version:`newer`'),
  );
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByTestId('new-version')).toBeVisible();
  await page.getByTestId('update').click();
  await expect(page.locator(`script[src$="${newer}"]`)).toBeAttached();
  await expect(page.getByTestId('offline-ready')).toBeVisible();
  await expect(page.getByTestId('new-version')).toHaveCount(0);
});

test('the manifest names files that are there, and opens what the page reads', async ({ page, request }) => {
  await page.goto('./');
  const address = await page.locator('link[rel="manifest"]').evaluate((link: HTMLLinkElement) => link.href);
  const manifest = await (await request.get(address)).json();
  for (const { src } of manifest.icons) {
    expect((await request.get(new URL(src, address).href)).ok(), src).toBe(true);
  }
  const endings = await page.getByTestId('file-input').getAttribute('accept');
  for (const [ending] of Object.values(manifest.file_handlers[0].accept) as string[][])
    expect(endings).toContain(ending);
});

offline('a file that another app shares to the installed page is opened, and goes nowhere', async ({ page, host }) => {
  await page.goto(host.url);
  await expect(page.getByTestId('offline-ready')).toBeVisible();
  const manifest = await page.evaluate(async () =>
    (await fetch(document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.href ?? '')).json(),
  );
  const { action, method, enctype, params } = manifest.share_target;
  await host.stop();
  // As the system does it: a form with the file is sent to the address of the manifest, by nobody's page.
  await page.goto('about:blank');
  await page.setContent(
    `<form action="${new URL(action, host.url)}" method="${method}" enctype="${enctype}">
      <input type="file" name="${params.files[0].name}"><button>send</button></form>`,
  );
  await page
    .locator('input')
    .setInputFiles({ name: 'Käse & Brot.csv', mimeType: 'text/csv', buffer: Buffer.from(monthlyCsv(48)) });
  await page.locator('button').click();
  await expectData(page);
  await expect(page.getByText('Käse & Brot.csv: ')).toBeVisible();
  expect(page.url()).toBe(host.url);
  expect(await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('shared')))).toEqual(
    [],
  );
});
