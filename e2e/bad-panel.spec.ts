/** Files of many series that have every fault at once: each says what is wrong with it, the others go on. */
import type { Page } from '@playwright/test';
import { choose, expect, open, test } from './journey.ts';

const months = 60;

type Article = { name: string; group: (month: number) => string; from?: number; to?: number };

const articles: Article[] = [
  { name: 'tea', group: () => 'drinks' },
  { name: 'milk', group: () => 'drinks' },
  { name: 'juice', group: () => 'drinks', to: 57 },
  { name: 'bread', group: () => 'food', from: 20 },
  { name: 'rolls', group: () => 'food' },
  // Under one group first, then under another.
  { name: 'soup', group: (month) => (month < 30 ? 'drinks' : 'food') },
  // Of a group that the file does not tell.
  { name: 'salt', group: () => '' },
  { name: 'sugar', group: () => '', from: 30 },
  // A group all of whose articles are gone.
  { name: 'film', group: () => 'photo', to: 36 },
  { name: 'flash', group: () => 'photo', to: 30 },
  { name: 'cake', group: () => 'food', from: 57 },
  // A column in which more than a few change groups nothing.
  ...Array.from({ length: 16 }, (_, at) => ({ name: `tin ${at + 1}`, group: () => 'tins' })),
];

function file(): string {
  const rows = articles.flatMap(({ name, group, from = 0, to = months }, place) =>
    Array.from({ length: to - from }, (_, at) => {
      const month = from + at;
      const date = `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
      const noise = ((month * 31 + place * 17) % 13) - 6;
      const sold = Math.round(100 + 20 * place + 30 * Math.sin((2 * Math.PI * month) / 12) + noise);
      return [date, name, group(month), sold].join(',');
    }),
  );
  return `month,article,group,sold\n${rows.join('\n')}\n`;
}

const row = (page: Page, name: string) => page.getByTestId('all-table').locator(`[data-series="${name}"]`);

/** The list draws the rows in view alone: each is looked up. */
async function cellOf(page: Page, name: string, field: string): Promise<string> {
  await page.getByTestId('all-search').fill(name);
  return (await row(page, name).locator(`[data-field="${field}"]`).getAttribute('data-value')) ?? '';
}

async function sumShown(page: Page): Promise<number> {
  const values = await page
    .getByTestId('all-table')
    .locator('[data-series] [data-field="total"]')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
  return values.reduce((sum, value) => sum + value, 0);
}

async function chooseLevel(page: Page, label: string): Promise<void> {
  await page.getByTestId('all-level').selectOption({ label: `Level: ${label}` });
  await expect(page.getByTestId('all-progress')).toBeHidden({ timeout: 300_000 });
}

test('series of all lengths and ends, some without a group, of two, or of one that died: all add up', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'articles.csv', text: file() });
  await page.getByTestId('tab-all-series').click();
  await page.getByTestId('all-run').click();
  await expect(page.getByTestId('all-level')).toBeEnabled({ timeout: 300_000 });

  for (const name of ['tea', 'juice', 'bread', 'soup', 'salt', 'sugar']) {
    expect(Number(await cellOf(page, name, 'total')), name).toBeGreaterThan(500);
  }
  for (const name of ['film', 'flash']) {
    expect(await cellOf(page, name, 'status')).toBe('inactive');
    expect(await cellOf(page, name, 'total')).toBe('');
    await expect(row(page, name)).toContainText('no forecast');
  }
  expect(await cellOf(page, 'cake', 'status')).toBe('too-short');
  await row(page, 'cake').click();
  await expect(page.getByTestId('all-item')).toContainText('3');
  await page.getByTestId('all-item-close').click();
  await page.getByTestId('all-search').fill('');

  await chooseLevel(page, 'Total');
  const total = await sumShown(page);
  await chooseLevel(page, 'group');
  await expect(page.getByTestId('all-view')).toContainText('2 series have no group: they are added up on their own');
  await expect(page.getByTestId('all-view')).toContainText('1 series changed its group: it is added up under the last');
  // Nothing comes of what died, and nothing is lost.
  expect(await sumShown(page)).toBeCloseTo(total, 6);
  expect(Number(await cellOf(page, 'photo', 'total'))).toBe(0);
  await row(page, 'photo').click();
  await expect(page.getByTestId('all-item-name')).toHaveText('photo');
  await page.getByTestId('all-drill').click();
  await expect(page.getByTestId('all-table').locator('[data-series]')).toHaveCount(2);
  await page.getByTestId('all-path').getByRole('button', { name: 'All' }).click();
});
