import type { Page } from '@playwright/test';
import {
  choose,
  download,
  expect,
  expectData,
  forecast,
  open,
  openSample,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

async function share(page: Page): Promise<string> {
  await page.getByTestId('file-menu').click();
  await page.getByTestId('share').click();
  const address = await page.getByTestId('share-url').inputValue();
  await page.keyboard.press('Escape');
  return address;
}

test('a link opens the sample with settings, seed and language, and never carries data', async ({ page, context }) => {
  await openSample(page, 'air-passengers');
  await setNumber(page, 'horizon', 7);
  await setNumber(page, 'seed', 42);
  await useTinyNetwork(page);
  const address = await share(page);
  expect(new URL(address).origin).toBe(new URL(page.url()).origin);
  const carried = new URLSearchParams(new URL(address).hash.slice(1));
  expect([...carried.keys()].sort()).toEqual(['lang', 'roles', 'sample', 'settings', 'view']);
  const texts = ['settings', 'roles'].map((key) =>
    Buffer.from(carried.get(key)?.slice(2) ?? '', 'base64url').toString(),
  );
  expect(Object.keys(JSON.parse(texts[0] ?? ''))).not.toContain('series');
  expect(texts.join('')).not.toContain('passengers');
  expect(address.length).toBeLessThan(4000);

  const other = await context.newPage();
  await other.goto(address);
  await expectData(other);
  await expect(other.getByTestId('link-note')).toBeHidden();
  await expect(other.getByTestId('horizon')).toHaveValue('7');
  await expect(other.getByTestId('seed')).toHaveValue('42');
  await expect(other.getByTestId('restore-note')).toBeVisible();
  await forecast(other);
  await expect(other.getByTestId('forecast-table').locator('tbody tr')).toHaveCount(7);

  await test.step('with its forecast if wanted, which is seen without data', async () => {
    await other.getByTestId('file-menu').click();
    await other.getByTestId('share-result').check();
    await other.getByTestId('share-by').fill('Ann');
    await other.getByTestId('share').click();
    const withResult = await other.getByTestId('share-url').inputValue();
    const page = await download(other, 'share-page');
    expect(page.bytes.toString()).toMatch(/^<!doctype html>/);
    expect(withResult.length).toBeLessThan(6000);
    const third = await context.newPage();
    await third.goto(withResult);
    await expect(third.getByTestId('brought-made')).toContainText('Ann');
    await third.getByTestId('brought-numbers').click();
    await expect(third.getByTestId('brought').locator('tbody tr')).toHaveCount(7);
    await expect(third.getByTestId('brought')).toContainText('none of the data');
    await expect(third.getByTestId('chart')).toHaveCount(0);
    await third.getByTestId('brought-sample').click();
    await expectData(third);
    await expect(third.getByTestId('brought')).toHaveCount(0);
    await expect(third.getByTestId('horizon')).toHaveValue('7');
    const cut = await context.newPage();
    await cut.goto(withResult.replace(/result=1\.[\w-]{40}/, 'result=1.'));
    await expect(cut.getByTestId('link-note')).toHaveAttribute('data-code', 'link-damaged');
    await expect(cut.getByTestId('brought')).toHaveCount(0);
  });
});

test('a link brings the roles of the columns to a file of the same kind, in the language it was sent in', async ({
  page,
  browser,
  baseURL,
}) => {
  const rows = Array.from({ length: 48 }, (_, month) => {
    const date = `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    return `${date},${100 + month},${50 + ((month * 7) % 11)}`;
  });
  const text = `month,sold,returned\n${rows.join('\n')}\n`;
  await open(page);
  await choose(page, { name: 'mine.csv', text });
  await expectData(page);
  await page.getByTestId('target-column').selectOption({ label: 'returned' });
  await expectData(page);
  await page.getByTestId('language').selectOption('zh-CN');
  const address = await share(page);
  expect(decodeURIComponent(address)).not.toContain('returned');

  const context = await browser.newContext({ serviceWorkers: 'block', ...(baseURL && { baseURL }) });
  const other = await context.newPage();
  await other.goto(address);
  await expect(other.getByTestId('link-note')).toContainText('此链接');
  await choose(other, { name: 'theirs.csv', text });
  await expectData(other);
  await expect(other.getByTestId('target-column').locator('option:checked')).toHaveText('returned');
  await context.close();
});
