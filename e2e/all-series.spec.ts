import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { choose, expect, open, test, workerNamed } from './journey.ts';

const shops = ['Köln', 'Bonn', 'Ulm'];
const items = ['tea', 'milk', 'bread', 'salt'];

/** Twelve series of months: four items in three shops; one ended, one is often zero, one is new. */
function salesFile(months = 60): string {
  const rows = ['month;shop;item;group;sales;price'];
  for (const [s, shop] of shops.entries()) {
    for (const [i, item] of items.entries()) {
      for (let at = 0; at < months; at += 1) {
        const month = `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
        const noise = ((at * 31 + s * 17 + i * 7) % 13) - 6;
        let sales = Math.round(100 * (s + 1) + 20 * (i + 1) + 30 * Math.sin((2 * Math.PI * at) / 12) + noise);
        if (shop === 'Ulm' && item === 'salt' && at >= 40) continue;
        if (shop === 'Ulm' && item === 'bread' && at < 52) continue;
        if (shop === 'Bonn' && item === 'salt') sales = at % 5 === 0 ? 6 + (at % 3) : 0;
        rows.push([month, shop, item, i < 2 ? 'drinks' : 'food', sales, 1 + i].join(';'));
      }
    }
  }
  return `${rows.join('\n')}\n`;
}

async function openAll(page: Page, text = salesFile()): Promise<void> {
  await open(page);
  await choose(page, { name: 'sales.csv', text });
  await page.getByTestId('tab-all-series').click();
  await expect(page.getByTestId('all-table')).toBeVisible();
}

function row(page: Page, name: string) {
  return page.getByTestId('all-table').locator(`[data-series="${name}"]`);
}

async function cellOf(page: Page, name: string, field: string): Promise<string> {
  return (await row(page, name).locator(`[data-field="${field}"]`).getAttribute('data-value')) ?? '';
}

async function runAll(page: Page): Promise<void> {
  await page.getByTestId('all-run').click();
  await expect(page.getByTestId('all-run')).toBeDisabled({ timeout: 300_000 });
}

const names = (page: Page) =>
  page
    .getByTestId('all-table')
    .locator('[data-series]')
    .evaluateAll((rows) => {
      const top = (one: Element) => one.getBoundingClientRect().top;
      return rows.sort((a, b) => top(a) - top(b)).map((one) => one.getAttribute('data-series'));
    });

/** What is drawn where each row has its plot: the pixels of a forecast are coloured, those of the past are not. */
const plots = (page: Page) =>
  page.getByTestId('all-table').evaluate((table) => {
    const canvases = [...table.querySelectorAll('canvas')];
    const inks = [...table.querySelectorAll('[data-series]')].map((row) => {
      const cell = row.children[1].getBoundingClientRect();
      const middle = row.getBoundingClientRect().top + row.clientHeight / 2;
      const canvas = canvases.find((one) => {
        const { top, bottom, left } = one.getBoundingClientRect();
        return top <= middle && bottom > middle && Math.abs(left - cell.left) < 1;
      });
      const ink = { past: 0, forecast: 0 };
      const brush = canvas?.getContext('2d');
      if (canvas && brush) {
        const ratio = canvas.height / canvas.clientHeight;
        const from = (row.getBoundingClientRect().top - canvas.getBoundingClientRect().top) * ratio;
        const { data } = brush.getImageData(0, from, canvas.width, row.clientHeight * ratio);
        for (let at = 0; at < data.length; at += 4) {
          if (data[at + 3] < 200) continue;
          ink[data[at] - data[at + 2] > 100 ? 'forecast' : 'past'] += 1;
        }
      }
      return [row.getAttribute('data-series') ?? '', ink] as const;
    });
    return { canvases: canvases.length, of: Object.fromEntries(inks) };
  });

test('every series of a file is forecast, put in order, filtered, and opened beside the list', async ({ page }) => {
  await openAll(page);
  await expect(page.getByTestId('all-view')).toContainText('12 series');
  await runAll(page);
  await expect(page.getByTestId('all-table').locator('[data-series]')).toHaveCount(12);

  const total = Number(await cellOf(page, 'Köln · tea', 'total'));
  expect(total).toBeGreaterThan(900);
  expect(Number(await cellOf(page, 'Köln · tea', 'low'))).toBeLessThan(total);
  expect(Number(await cellOf(page, 'Köln · tea', 'high'))).toBeGreaterThan(total);
  expect(Number(await cellOf(page, 'Köln · tea', 'miss'))).toBeLessThan(0.2);
  expect(Math.abs(Number(await cellOf(page, 'Köln · tea', 'change')))).toBeLessThan(0.2);
  expect(await cellOf(page, 'Köln · tea', 'trust')).toBe('good');
  expect(await cellOf(page, 'Köln · tea', 'model')).not.toBe('');

  // What ended is said to have, and gets no forecast.
  expect(await cellOf(page, 'Ulm · salt', 'status')).toBe('inactive');
  expect(await cellOf(page, 'Ulm · salt', 'total')).toBe('');
  await expect(row(page, 'Ulm · salt')).toContainText('no forecast');
  expect(await cellOf(page, 'Ulm · bread', 'status')).toBe('new');
  expect(await cellOf(page, 'Ulm · bread', 'trust')).toBe('poor');

  // The plots of rows that lie together are one canvas.
  const drawn = await plots(page);
  expect(drawn.canvases).toBe(2);
  for (const [name, { past, forecast }] of Object.entries(drawn.of)) {
    expect(past, name).toBeGreaterThan(20);
    if (name === 'Ulm · salt') expect(forecast).toBe(0);
    else expect(forecast, name).toBeGreaterThan(5);
  }

  await expectAccessible(page);
  await page.getByTestId('all-sort-total').click();
  const totals = await Promise.all((await names(page)).map((name) => cellOf(page, String(name), 'total')));
  const known = totals.filter((value) => value !== '').map(Number);
  expect(known).toEqual([...known].sort((a, b) => b - a));
  expect(totals.at(-1)).toBe('');
  await page.getByTestId('all-sort-name').click();
  expect((await names(page))[0]).toBe('Bonn · bread');

  await page.getByTestId('all-search').fill('koln drinks');
  await expect(page.getByTestId('all-table').locator('[data-series]')).toHaveCount(2);
  await page.getByTestId('all-search').fill('');
  await page.getByTestId('all-filter-ended').click();
  await expect(page.getByTestId('all-table').locator('[data-series]')).toHaveCount(1);
  await page.getByTestId('all-filter-ended').click();
  await page.getByTestId('all-group').selectOption('group');
  await expect(page.getByTestId('all-table')).toContainText('drinks');
  await page.getByTestId('all-group').selectOption('');

  // By keys: the grid has one stop, arrows move, Enter opens, Escape closes.
  await page.getByTestId('all-table').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('all-item-name')).toHaveText('Bonn · milk');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('all-item-name')).toHaveText('Bonn · salt');
  await expect(page.getByTestId('all-item-careful')).toContainText('Often zero');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('all-item')).toBeHidden();

  await row(page, 'Köln · tea').click();
  await page.getByTestId('all-open-forecast').click();
  await expect(page.getByTestId('chart')).toContainText('Köln · tea');
  await page.getByTestId('tab-all-series').click();
  // What was forecast is still there.
  expect(Number(await cellOf(page, 'Köln · tea', 'total'))).toBe(total);
});

test('what is there when it is stopped stays, and going on does the rest', async ({ page }) => {
  // Long enough that a run can be stopped in its midst.
  await openAll(page, salesFile(400));
  await page.getByTestId('all-run').click();
  await expect(page.getByTestId('all-progress')).toBeVisible();
  const known = page.getByTestId('all-table').locator('[data-field="total"]:not([data-value=""])');
  await expect(known.first()).toBeVisible();
  await page.getByTestId('all-cancel').click();
  await expect(page.getByTestId('all-progress')).toBeHidden();
  const kept = await known.count();
  expect(kept).toBeGreaterThan(0);
  await expect(page.getByTestId('all-run')).toContainText('left');
  expect(await known.count()).toBe(kept);
  await runAll(page);
  await expect(known).toHaveCount(11);
});

test('another file in the midst of a run is asked about first', async ({ page }) => {
  await openAll(page, salesFile(400));
  await page.getByTestId('all-run').click();
  await expect(page.getByTestId('all-progress')).toBeVisible();
  await choose(page, { name: 'other.csv', text: salesFile(30) });
  await expect(page.getByTestId('question')).toBeVisible();
  await page.getByTestId('question-go').click();
  await expect(page.getByTestId('all-view')).toContainText('June 2022');
  await expect(page.getByTestId('all-run')).toBeEnabled();
});

test('a worker that is ended in the midst of a run takes nothing with it', async ({ page }) => {
  await openAll(page, salesFile(400));
  await page.getByTestId('all-run').click();
  const known = page.getByTestId('all-table').locator('[data-field="total"]:not([data-value=""])');
  await expect(known.first()).toBeVisible();
  const worker = await workerNamed(page, 'training');
  await worker.evaluate(() => self.close());
  await expect(page.getByTestId('all-run')).toBeDisabled({ timeout: 300_000 });
  await expect(known).toHaveCount(11);
});

test('three points each, and one series', async ({ page }) => {
  const months = [1, 2, 3].flatMap((month) => ['a', 'b'].map((shop) => `2024-0${month}-01,${shop},${month}`));
  await open(page);
  await choose(page, { name: 'short.csv', text: `month,shop,sales\n${months.join('\n')}\n` });
  // No series of it can be shown alone: the way leads by the data.
  await page.getByTestId('look-at-data').click();
  await page.getByTestId('tab-all-series').click();
  await expect(page.getByTestId('all-table').locator('[data-series]')).toHaveCount(2);
  await expect(page.getByTestId('all-run')).toBeDisabled();
  await expect(page.getByTestId('all-run')).toHaveText('None can be forecast');
  expect(await cellOf(page, 'a', 'status')).toBe('too-short');
  const rows = Array.from(
    { length: 40 },
    (_, at) => `${2020 + Math.floor(at / 12)}-${(at % 12) + 1}-01,${50 + (at % 12)}`,
  );
  await choose(page, { name: 'one.csv', text: `month,sales\n${rows.join('\n')}\n` });
  await expect(page.getByTestId('all-view')).toContainText('1 series');
  await runAll(page);
  expect(Number(await cellOf(page, 'sales', 'total'))).toBeGreaterThan(600);
});

test('on a phone the series opened takes the place of the list, which is found again where it was left', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await openAll(page);
  await runAll(page);
  const table = page.getByTestId('all-table');
  await table.evaluate((element) => element.scrollTo({ top: 400 }));
  await expect(row(page, 'Bonn · tea')).toBeAttached();
  await table.locator('[data-series]').nth(5).click();
  await expect(table).toBeHidden();
  await expect(page.getByTestId('all-back')).toBeFocused();
  await page.getByTestId('all-back').click();
  await expect(table).toBeVisible();
  await expect.poll(() => table.evaluate((element) => element.scrollTop)).toBe(400);
});
