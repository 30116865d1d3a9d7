import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { writeZip } from '../src/base/write-zip.ts';
import { writeSafetensors } from '../src/export/model/safetensors.ts';
import {
  choose,
  download,
  expect,
  expectData,
  expectResults,
  forecast,
  type Model,
  metricsOf,
  monthlyCsv,
  open,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

async function openBytes(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByTestId('file-input').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function saveProject(page: Page, hasData: boolean): Promise<{ name: string; bytes: Buffer }> {
  await page.getByTestId('file-menu').click();
  await page.getByTestId('project-data').setChecked(hasData);
  const saved = await download(page, 'save-project');
  await page.keyboard.press('Escape');
  return saved;
}

const text = monthlyCsv(72);

async function expectForecastOf(page: Page, lstm: Awaited<ReturnType<typeof metricsOf>>): Promise<void> {
  await expectData(page);
  await expectResults(page);
  await setNumber(page, 'epochs', 2);
  await expect(page.getByTestId('horizon')).toHaveValue('7');
  expect(await metricsOf(page, 'lstm')).toEqual(lstm);
}

test('a project goes from one browser to another, with its data or without, and settings to other data', async ({
  page,
  browser,
  baseURL,
}) => {
  const anew = async () => {
    const context = await browser.newContext({ serviceWorkers: 'block', ...(baseURL && { baseURL }) });
    const other = await context.newPage();
    await open(other);
    return other;
  };
  await open(page);
  await choose(page, { name: 'sales.csv', text });
  await expectData(page);
  await setNumber(page, 'horizon', 7);
  await useTinyNetwork(page);
  await forecast(page);
  const lstm = await metricsOf(page, 'lstm');
  const whole = await saveProject(page, true);
  expect(whole.name).toBe('sales.dropcast');
  const light = await saveProject(page, false);
  expect(light.bytes.includes('2004-03-01')).toBe(false);

  await test.step('with its data', async () => {
    const other = await anew();
    await openBytes(other, whole.name, whole.bytes);
    await expectForecastOf(other, lstm);
    await other.context().close();
  });
  await test.step('without its data, which is asked for', async () => {
    const other = await anew();
    await openBytes(other, light.name, light.bytes);
    await expect(other.getByTestId('project-note')).toContainText('sales.csv');
    await choose(other, { name: 'sales.csv', text });
    await expectForecastOf(other, lstm);
    await expect(other.getByTestId('project-note')).toHaveCount(0);
    await other.context().close();
  });
  await test.step('with more rows, the settings hold and the results do not', async () => {
    const other = await anew();
    await openBytes(other, light.name, light.bytes);
    await expect(other.getByTestId('project-note')).toContainText('sales.csv');
    await choose(other, { name: 'newer.csv', text: monthlyCsv(75) });
    await expectData(other);
    await expect(other.getByTestId('leaderboard')).toHaveCount(0);
    await setNumber(other, 'epochs', 2);
    await expect(other.getByTestId('hidden-size')).toHaveValue('4');
    await other.context().close();
  });
});

const versions: [fixture: string, models: Model[]][] = [
  ['version-1.dropcast', ['seasonal-naive', 'ets']],
  ['version-2.dropcast', ['seasonal-naive', 'lstm']],
];

test('projects of all versions open for ever', async ({ page }) => {
  await open(page);
  for (const [fixture, models] of versions) {
    await openBytes(page, fixture, await readFile(`e2e/fixtures/${fixture}`));
    await expectData(page);
    await expectResults(page, models);
  }
  await page.getByTestId('advanced').click();
  await expect(page.getByTestId('horizon')).toHaveValue('7');
});

test.describe('project files that are not opened', () => {
  const encode = (json: string) => new TextEncoder().encode(json);
  const noWeights = writeSafetensors({ metadata: {}, tensors: [] });
  const zipOf = async (json: string, more: Record<string, string | Uint8Array> = {}) => {
    const parts = Object.entries({ 'project.json': json, 'arrays.bin': '', 'weights.safetensors': noWeights, ...more });
    const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? encode(content) : content);
    const zip = writeZip(parts.map(([name, content]) => ({ name, bytes: bytesOf(content) })));
    return Buffer.from(await zip.arrayBuffer());
  };
  const head = '"dropcast":"project","version":2';
  /** The directory says that the JSON has another length than it has. */
  const lying = async () => {
    const bytes = await zipOf(`{${head}}`);
    const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bytes.writeUInt32LE(4_000_000_000, directory + 24);
    return bytes;
  };

  test('each is refused in words, and the page works on', async ({ page }) => {
    const fixture = await readFile('e2e/fixtures/version-1.dropcast');
    const cases: [name: string, bytes: Buffer, says: string][] = [
      ['cut short', fixture.subarray(0, fixture.length - 300), 'damaged or cut short'],
      ['no zip', Buffer.from('month,sales\n2024-01-01,3\n'), 'damaged or cut short'],
      ['another zip', await zipOf('{}'), 'no project file'],
      ['newer', await zipOf('{"dropcast":"project","version":3}'), 'newer version'],
      ['no JSON', await zipOf('{"dropcast":'), 'damaged or cut short'],
      ['deep', await zipOf(`{${head},"pieces":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), 'damaged or cut short'],
      [
        'arrays beyond the end',
        await zipOf(`{${head},"file":{"$array":["Float64Array",0,1e9]}}`),
        'damaged or cut short',
      ],
      ['weights that are not there', await zipOf(`{${head},"file":{"$tensor":"a"}}`), 'damaged or cut short'],
      ['weights that are none', await zipOf(`{${head}}`, { 'weights.safetensors': 'x' }), 'damaged or cut short'],
      ['a path out of it', await zipOf(`{${head}}`, { '../../evil': 'x' }), 'damaged or cut short'],
      ['a length that lies', await lying(), 'more than this page takes'],
      ['nothing of a project', await zipOf(`{${head},"file":{},"pieces":[]}`), 'damaged or cut short'],
    ];
    await open(page);
    for (const [name, bytes, says] of cases) {
      await openBytes(page, `${name}.dropcast`, bytes);
      await expect(page.getByTestId('error-message'), name).toContainText(`${name}.dropcast`);
      await expect(page.getByTestId('error-message'), name).toContainText(says);
    }
    await choose(page, { name: 'sales.csv', text });
    await expectData(page);
  });
});
