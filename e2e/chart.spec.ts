import type { Locator, Page } from '@playwright/test';
import { choose, expect, expectData, monthlyCsv, open, openSample, setNumber, test } from './journey.ts';

const surface = (page: Page) => page.getByTestId('chart').locator('svg.recharts-surface');

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error('nothing is drawn');
  return box;
}

async function withoutNetworks(page: Page) {
  for (const model of ['lstm', 'transformer']) await page.getByTestId(`model-${model}`).uncheck();
}

async function forecast(page: Page) {
  await page.getByTestId('forecast-button').click();
  await expect(page.getByTestId('answer')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByTestId('cancel-button')).toBeHidden({ timeout: 120_000 });
}

test('the forecast has a third of the width at first, and a strip under the chart shows the rest', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await expect(page.getByTestId('range-recent')).toBeChecked();
  await expect(page.getByTestId('first-forecast')).toBeVisible();
  const cursor = page.getByTestId('chart').getByRole('slider', { name: 'Point in time' });
  const whole = await boxOf(cursor);
  const band = await boxOf(surface(page).locator('path[data-level]').first());
  // From its first point on; the part begins half a step before.
  expect(band.width / whole.width).toBeGreaterThan(0.31);

  const brush = page.getByTestId('chart-brush');
  await expect(brush).toHaveAttribute('aria-valuetext', /1959.*1961/);
  await expect(cursor).toHaveAttribute('aria-valuemin', '121');
  // The window is drawn to the beginning, and its end along to where it stood.
  await brush.scrollIntoViewIfNeeded();
  const strip = await boxOf(brush);
  const middle = strip.y + strip.height / 2;
  await page.mouse.click(strip.x + 20, middle);
  await expect(cursor).toHaveAttribute('aria-valuemin', '0');
  await expect(page.getByTestId('range-recent')).not.toBeChecked();
  const end = strip.x + (34 / 155) * strip.width;
  await page.mouse.move(end, middle);
  await page.mouse.down();
  await page.mouse.move(end + 100, middle, { steps: 5 });
  await page.mouse.up();
  await expect(cursor).toHaveAttribute('aria-valuemin', '0');
  expect(Number(await cursor.getAttribute('aria-valuemax'))).toBeGreaterThan(45);
  await brush.press('End');
  await expect(cursor).toHaveAttribute('aria-valuemax', '155');
  await page.getByTestId('range-all').check();
  await expect(brush).toHaveAttribute('aria-valuetext', /1949.*1961/);
});

test('a forecast of one step is a dot with an error bar', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await setNumber(page, 'horizon', 1);
  await withoutNetworks(page);
  await forecast(page);
  const dot = page.getByTestId('dot-auto');
  await expect(dot).toBeVisible();
  const bars = surface(page).locator('path[data-level]');
  await expect(bars).toHaveCount(2);
  const spans = await bars.evaluateAll((paths) =>
    paths.map((path) => {
      const { y, height } = (path as SVGPathElement).getBBox();
      return { y, height };
    }),
  );
  const at = Number(await dot.getAttribute('cy'));
  const [wide, narrow] = spans;
  expect(wide?.height).toBeGreaterThan(narrow?.height ?? Number.NaN);
  for (const { y, height } of spans) {
    expect(at).toBeGreaterThan(y);
    expect(at).toBeLessThan(y + height);
  }
  await expect(page.getByTestId('split')).toContainText('made of 29 forecasts');
});

test('lines are told apart by their dashes, on the chart as in its legend', async ({ page }) => {
  await openSample(page, 'air-passengers');
  await withoutNetworks(page);
  await forecast(page);
  const dashesOf = (lines: Locator) =>
    lines.evaluateAll((paths) =>
      paths.map((path) => [path.getAttribute('stroke'), path.getAttribute('stroke-dasharray') ?? 'none'].join(' ')),
    );
  const drawn = new Set(await dashesOf(surface(page).locator('.recharts-line path')));
  const models = page.locator('label:has(input[data-testid^="toggle-"]:checked)');
  const named = await dashesOf(models.locator('svg path'));
  expect(named.length).toBeGreaterThan(2);
  for (const look of named) expect([...drawn]).toContain(look);
  const dashes = named.map((look) => look.split(' ').slice(1).join(' '));
  expect(new Set(dashes).size).toBe(dashes.length);
});

/** Weeks with a season, and at two of them a value far away. */
function spikedCsv(): string {
  const lines = Array.from({ length: 156 }, (_, week) => {
    const date = new Date(Date.UTC(2021, 0, 4 + 7 * week)).toISOString().slice(0, 10);
    const usual = Math.round(200 + 60 * Math.sin((week * Math.PI) / 26) + ((week * 37) % 23));
    return `${date},${({ 60: 900, 150: 4200 } as Record<number, number>)[week] ?? usual}`;
  });
  return `date,sales\n${lines.join('\n')}\n`;
}

test('one value far away does not press the others flat, and a click shows the whole axis', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'spiked.csv', text: spikedCsv() });
  await expectData(page);
  await page.getByTestId('range-all').check();
  await expect(page.getByTestId('cut-note')).toContainText('2 values lie beyond it');
  await expect(page.getByTestId('axis-cut')).toContainText('4,200');
  const labels = () => surface(page).locator('text').allTextContents();
  expect(await labels()).toContain('300');
  await page.getByTestId('cut-axis').click();
  await expect(page.getByTestId('axis-cut')).toHaveCount(0);
  expect(await labels()).toContain('4,000');
  await page.getByTestId('cut-axis').click();
  await expect(page.getByTestId('axis-cut')).toBeVisible();
});

test('a flagged value is replaced by what is usual, left out, and kept again, by pointer and by keys', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'spiked.csv', text: spikedCsv() });
  await expectData(page);
  await page.getByTestId('range-all').check();
  const summary = page.getByTestId('read-summary');
  await expect(summary).toContainText('2 outliers flagged');
  const clickMark = async (mark: Locator) => {
    const { x, width, y, height } = await boxOf(mark);
    await page.mouse.click(x + width / 2, y + height + 30);
  };
  await clickMark(surface(page).locator('[data-mark="outliers"]').last());
  await expect(page.getByTestId('point-choice')).toContainText('Nov 20, 2023');
  await expect(page.getByTestId('point-keep')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('point-usual').click();
  await expect(summary).toContainText('1 value changed by hand');
  await expect(summary).toContainText('1 outlier flagged');
  await expect(page.getByTestId('range-all')).toBeChecked();
  const byHand = surface(page).locator('[data-mark="by-hand"]');
  await expect(byHand).toHaveCount(1);

  await clickMark(byHand);
  await expect(page.getByTestId('point-usual')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('point-leave-out').click();
  const cursor = page.getByTestId('chart').getByRole('slider', { name: 'Point in time' });
  await expect(cursor).toBeFocused();
  await expect(page.getByTestId('point-choice')).toHaveCount(0);
  await expect(byHand).toHaveCount(1);

  // From the end of the forecast back to the value: 13 weeks and the five after it.
  await cursor.press('End');
  for (let step = 0; step < 18; step += 1) await cursor.press('ArrowLeft');
  await expect(cursor).toHaveAttribute('aria-valuetext', /Nov 20, 2023.*changed by hand/);
  await cursor.press('Enter');
  await expect(page.getByTestId('point-leave-out')).toBeFocused();
  await page.getByTestId('point-keep').press('Enter');
  await expect(summary).toContainText('2 outliers flagged');
  await expect(summary).not.toContainText('by hand');
});

test('what was changed by hand is in the forecast that follows, and undone with all repairs', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'spiked.csv', text: spikedCsv() });
  await expectData(page);
  const { x, width, y } = await boxOf(surface(page).locator('[data-mark="outliers"]').last());
  await page.mouse.click(x + width / 2, y + 60);
  await page.getByTestId('point-usual').click();
  await expect(page.getByTestId('repair-by-hand')).toBeVisible();
  await forecast(page);
  const total = Number(await page.getByTestId('answer').getAttribute('data-total'));
  // Thirteen weeks of about 200 to 280.
  expect(total / 13).toBeGreaterThan(150);
  expect(total / 13).toBeLessThan(350);
  await page.getByTestId('repair-by-hand').click();
  await page.getByTestId('repair-undo').click();
  await expect(page.getByTestId('repair-outliers')).toContainText('2 outliers');
});

/** Two shops by the month. */
function twoShops(): string {
  const [head, ...rows] = monthlyCsv(60).trim().split('\n');
  const of = (shop: string) => rows.map((row) => `${shop},${row}`);
  return [
    `shop,${head}`,
    ...of('north'),
    ...of('south').map((row) => row.replace(/,(\d+)$/, (_, n) => `,${2 * Number(n)}`)),
  ].join('\n');
}

test('nothing moves by itself from the file to the forecast, its details and another series', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: object[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        const places = entry.sources.map(({ node }) =>
          (node instanceof Element ? node : node?.parentElement)?.outerHTML.slice(0, 120),
        );
        shifts.push({ value: entry.value, places });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await open(page);
  await choose(page, { name: 'shops.csv', text: twoShops() });
  await expectData(page);
  await expect(page.getByTestId('first-forecast')).toBeVisible();
  await expect(page.getByTestId('part-series')).toContainText('of 2');
  await forecast(page);
  await page.getByTestId('part-series').click();
  await page.getByTestId('series-list-box').getByRole('option').filter({ hasText: 'south' }).click();
  await expect(page.getByTestId('chart').getByRole('heading', { level: 2 })).toHaveText('south');
  await expect(page.getByTestId('first-forecast')).toBeVisible();
  const shifts = await page.evaluate(
    () => (window as unknown as { shifts: { value: number; places: string[] }[] }).shifts,
  );
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  expect(sum, JSON.stringify(shifts, null, 1)).toBeLessThan(0.02);
});
