import { writeFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import {
  choose,
  expect,
  expectData,
  forecast,
  monthlyCsv,
  open,
  openFileDetails,
  test,
  useTinyNetwork,
} from './journey.ts';

type Point = { x: number; y: number };

/**
 * Drags a file from outside the browser onto the page and lets it go, as the operating system would.
 *
 * @param to where it is let go, when not where it was last held
 */
async function dropFile(page: Page, info: TestInfo, name: string, content: string | Uint8Array, to?: Point) {
  const path = info.outputPath(name);
  await writeFile(path, content);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const at = { x: 640, y: 300 };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at, data });
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at, data });
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at, ...to, data });
}

test('what shows a file is there before one comes: no part of the page is fetched after that', async ({ page }) => {
  await open(page);
  await expect.poll(() => page.workers().length).toBe(2);
  await page.waitForLoadState('networkidle');
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await choose(page, { name: 'sales.csv', text: monthlyCsv(96) });
  await expectData(page);
  // Workers beside the first ones load their own code, and the backend its own.
  const ofPage = fetched.filter((path) => /assets\/.*\.(?:js|css)$/.test(path) && !/training\.worker|wasm/.test(path));
  expect(ofPage).toEqual([]);
});

test('files that are dropped: a text, another on its results, workbooks of one sheet and of more', async ({
  page,
}, info) => {
  await test.step('a dropped file comes to a forecast', async () => {
    await open(page);
    await dropFile(page, info, 'sales.csv', monthlyCsv(96));
    await expectData(page);
    await expect(page.getByTestId('read-summary')).toContainText('96');
    await useTinyNetwork(page);
    await forecast(page);
  });
  await test.step('a second file dropped on the results replaces the first', async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await choose(page, { name: 'first.csv', text: monthlyCsv(72) });
    await expectData(page);
    await expect(page.getByTestId('read-summary')).toContainText('72');
    // What was read stands at the head, wherever one was on the page.
    await expect(page.getByTestId('read-summary')).toBeInViewport();
    await dropFile(page, info, 'second.csv', monthlyCsv(84));
    await expect(page.getByTestId('read-summary')).toContainText('84');
    await expectData(page);
  });
  await test.step('a file let go over something that has just moved under the pointer is opened too', async () => {
    await dropFile(page, info, 'third.csv', monthlyCsv(90), { x: 20, y: 20 });
    await expect(page.getByTestId('read-summary')).toContainText('90');
    await expectData(page);
  });
  await test.step('a dropped Excel workbook comes to a forecast', async () => {
    const rows = Array.from({ length: 72 }, (_, month) => [
      new Date(Date.UTC(2018, month, 1)),
      100 + month + (month % 12),
    ]);
    const workbook = await writeXlsx({ sheets: [{ name: 'Sales', rows: [['month', 'sales'], ...rows] }] });
    await dropFile(page, info, 'sales.xlsx', workbook);
    await expect(page.getByTestId('read-summary')).toContainText('72 months');
    await expectData(page);
    await openFileDetails(page);
    await expect(page.getByTestId('read-as')).toContainText('sheet “Sales”');
    await useTinyNetwork(page);
    await forecast(page);
  });
  await test.step('another sheet of a workbook can be read', async () => {
    const sheetOf = (name: string, months: number) => ({
      name,
      rows: [
        ['month', 'sales'],
        ...Array.from({ length: months }, (_, month) => [
          new Date(Date.UTC(2018, month, 1)),
          100 + month + (month % 12),
        ]),
      ],
    });
    await dropFile(page, info, 'shops.xlsx', await writeXlsx({ sheets: [sheetOf('North', 78), sheetOf('South', 60)] }));
    await expect(page.getByTestId('read-summary')).toContainText('78');
    await expectData(page);
    await page.getByTestId('sheet').selectOption('South');
    await expect(page.getByTestId('read-summary')).toContainText('60');
    await expectData(page);
  });
  await test.step('a sheet without numbers is shown but not forecast, and another one can be read', async () => {
    const months = Array.from({ length: 60 }, (_, month) => [new Date(Date.UTC(2018, month, 1)), 100 + (month % 12)]);
    const notes = Array.from({ length: 5 }, (_, i) => [`remark ${i}`, 'nothing to count']);
    const sheets = [
      { name: 'Notes', rows: [['what', 'why'], ...notes] },
      { name: 'Sales', rows: [['month', 'sales'], ...months] },
    ];
    await dropFile(page, info, 'shop.xlsx', await writeXlsx({ sheets }));
    await expect(page.getByTestId('sheet').locator('option')).toContainText(['Notes', 'Sales']);
    await expectData(page);
    await page.getByTestId('sheet').selectOption('Notes');
    await expect(page.getByTestId('refusal-forecast')).toContainText('no column holds numbers');
    await expect(page.getByTestId('tab-data')).toHaveAttribute('aria-selected', 'true');
    await page.getByTestId('sheet').selectOption('Sales');
    await page.getByTestId('tab-forecast').click();
    await expect(page.getByTestId('read-summary')).toContainText('60');
    await expectData(page);
  });
});

test('texts of many kinds are read, and what is doubtful can be decided', async ({ page }) => {
  await test.step('dates that can be read in two ways are asked about, and the answer is read', async () => {
    // Once a year, the dates are in order and evenly apart either way.
    const rows = Array.from({ length: 40 }, (_, year) => `03/04/${1980 + year},${100 + year + (year % 5)}`);
    await open(page);
    await choose(page, { name: 'which.csv', text: `date,sales\n${rows.join('\n')}\n` });
    const question = page.getByTestId('date-order');
    await expectData(page);
    await expect(question).toContainText('03/04/1980 can be read in two ways');
    const other = question.locator('button[aria-pressed="false"]');
    const order = await other.getAttribute('data-answer');
    await other.focus();
    await page.keyboard.press('Enter');
    const chosen = question.locator(`button[data-answer="${order}"]`);
    await expect(chosen).toHaveAttribute('aria-pressed', 'true');
    await expect(chosen).toBeFocused();
  });
  await test.step('the columns are guessed and can be changed', async () => {
    const rows = Array.from({ length: 60 }, (_, day) => {
      const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
      return `${day % 2 ? 'north' : 'south'},${date},${100 + (day % 7)},${5000 - day * 3}`;
    });
    await choose(page, { name: 'shop.csv', text: `region,day,visits,stock\n${rows.join('\n')}\n` });
    await expectData(page);
    const time = page.getByTestId('time-column');
    const target = page.getByTestId('target-column');
    await expect(time.locator('option:checked')).toContainText('day');
    await target.selectOption({ label: await labelOf(page, 'target-column', 'stock') });
    await expect(page.getByTestId('read-summary')).toContainText('stock');
    await time.selectOption({ index: await rowNumberOption(page) });
    await expectData(page);
    await expect(page.getByTestId('read-summary')).toContainText('60');
  });
  await test.step('unsorted rows, duplicates, gaps and empty cells are mended and counted', async () => {
    const lines = monthlyCsv(60).trimEnd().split('\n');
    const [header = '', ...rows] = lines;
    const mended = [...rows.slice(30), ...rows.slice(0, 30)]
      .filter((row) => !row.startsWith('2001-05'))
      .map((row) => (row.startsWith('2003-02') ? '2003-02-01,' : row));
    const text = [header, ...mended, '2004-12-01,150', '2004-12-01,150'].join('\n');
    await choose(page, { name: 'messy.csv', text });
    await expectData(page);
    const summary = page.getByTestId('read-summary');
    await expect(summary).toContainText('60 months');
    await expect(summary).toContainText('sorted');
    await expect(summary).toContainText('2 duplicates averaged');
    await expect(summary).toContainText('1 gap filled');
    await expect(summary).toContainText('1 empty cell filled');
  });
  await test.step('semicolons, decimal commas and German dates are understood', async () => {
    const rows = Array.from({ length: 48 }, (_, day) => {
      const date = new Date(Date.UTC(2024, 0, 1 + day));
      const [year, month, dayOfMonth] = date.toISOString().slice(0, 10).split('-');
      return `${dayOfMonth}.${month}.${year};${10 + (day % 7)},5`;
    });
    await choose(page, { name: 'umsatz.csv', text: `Datum;Umsatz\r\n${rows.join('\r\n')}\r\n` });
    await expectData(page);
    await expect(page.getByTestId('read-summary')).toContainText('48 days');
  });
  await test.step('one column of numbers is read in the order of its rows', async () => {
    const text = `sales\n${Array.from({ length: 80 }, (_, row) => 50 + (row % 9)).join('\n')}\n`;
    await choose(page, { name: 'plain.csv', text });
    await expectData(page);
    await expect(page.getByTestId('read-summary')).toContainText('80');
  });
});

test('pasted cells are read', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  const cells = monthlyCsv(60).replaceAll(',', '\t');
  await page.evaluate((text) => navigator.clipboard.writeText(text), cells);
  await page.getByTestId('paste-input').focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expectData(page);
  await expect(page.getByTestId('read-summary')).toContainText('60');
});

async function labelOf(page: Page, testId: string, word: string): Promise<string> {
  return (await page.getByTestId(testId).locator('option', { hasText: word }).first().textContent()) ?? '';
}

async function rowNumberOption(page: Page): Promise<number> {
  const labels = await page.getByTestId('time-column').locator('option').allTextContents();
  return labels.findIndex((label) => label.includes('number the rows'));
}
