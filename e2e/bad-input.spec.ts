import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import {
  choose,
  expect,
  expectData,
  expectResults,
  forecast,
  monthlyCsv,
  open,
  test,
  useTinyNetwork,
} from './journey.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const prose =
  'Dear all,\n\nplease find the figures in the attached file.\nIt was a good year for everyone.\n\nKind regards\n';

function fixture(name: string): Buffer {
  return readFileSync(new URL(`../src/table/fixtures/${name}`, import.meta.url));
}

const badFiles = [
  { what: 'an empty file', name: 'empty.csv', content: '', says: /empty/ },
  { what: 'a header alone', name: 'header.csv', content: 'month,sales\n', says: /no rows/ },
  { what: 'one column of words', name: 'names.csv', content: 'name\nAnna\nBo\nCleo\n', says: /one column/ },
  { what: 'an image', name: 'photo.csv', content: png, says: /an image/ },
  {
    what: 'a workbook of old',
    name: 'old.xls',
    content: fixture('refused-xls.xls'),
    says: /old\.xls .*save it as \.xlsx/,
  },
  {
    what: 'an archive of several files',
    name: 'shops.zip',
    content: fixture('packed-zip-several.zip'),
    says: /several files: .*Unpack it/,
  },
  {
    what: 'a text that is no table',
    name: 'letter.txt',
    content: prose,
    says: /does not look like a table|only one column/,
  },
  { what: 'a constant series', name: 'constant.csv', content: monthlyCsv(60, () => 7), says: /Every value .*7/ },
  {
    what: 'values that are all missing',
    name: 'missing.csv',
    content: monthlyCsv(60, () => 'NA'),
    says: /no column of numbers|empty/,
  },
];

async function chooseBad(page: Page, { name, content }: (typeof badFiles)[number]) {
  const buffer = Buffer.isBuffer(content) ? content : Buffer.from(content);
  await page.getByTestId('file-input').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

test('what cannot be forecast is said clearly, on an empty page and after a good file, and the page goes on', async ({
  page,
}) => {
  await open(page);
  for (const file of badFiles) {
    await test.step(`${file.what}, with nothing read before`, async () => {
      await chooseBad(page, file);
      await expect(page.getByTestId('error-message')).toContainText(file.says);
    });
  }
  for (const file of badFiles) {
    await test.step(`${file.what}, and a good file after it`, async () => {
      await chooseBad(page, file);
      await expect(page.getByTestId('error-message')).toContainText(file.says);
      await choose(page, { name: 'good.csv', text: monthlyCsv(72) });
      await expectData(page);
      await expect(page.getByTestId('error-message')).toBeHidden();
    });
  }
});

test('what was there stays, and what would fit is offered', async ({ page }) => {
  await test.step('a series of a few values: said, with what is needed', async () => {
    await open(page);
    await choose(page, { name: 'few.csv', text: monthlyCsv(4) });
    await expect(page.getByTestId('error-message')).toBeVisible();
  });
  await test.step('a bad file leaves the data and the results that were there', async () => {
    await choose(page, { name: 'good.csv', text: monthlyCsv(72) });
    await expectData(page);
    await useTinyNetwork(page);
    await forecast(page);
    await choose(page, { name: 'empty.csv', text: '' });
    await expect(page.getByTestId('error-message')).toContainText('empty.csv');
    await expect(page.getByTestId('read-summary')).toContainText('72');
    await expect(page.getByTestId('leaderboard')).toBeVisible();
  });
  await test.step('settings too long for the series: what fits is offered and works', async () => {
    await choose(page, { name: 'short.csv', text: monthlyCsv(48) });
    await expectData(page);
    await useTinyNetwork(page);
    await page.getByTestId('look-back').fill('60');
    await page.getByTestId('look-back').blur();
    await page.getByTestId('forecast-button').click();
    await expect(page.getByTestId('error-message')).toContainText('48');
    await page.getByTestId('fit-button').click();
    await expect(page.getByTestId('error-message')).toBeHidden();
    // Before its test lie fewer than the three seasons that Theta wants.
    await page.getByTestId('forecast-button').click();
    await expectResults(page, ['seasonal-naive', 'pretrained', 'ets', 'auto', 'lstm', 'transformer']);
  });
});
