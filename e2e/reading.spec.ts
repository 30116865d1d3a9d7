import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
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

const day = (i: number) => new Date(Date.UTC(2022, 0, 1 + i)).toISOString().slice(0, 10);
const wave = (i: number) =>
  Math.round(
    200 + i * 0.4 + 30 * Math.sin((i * 2 * Math.PI) / 7) + 20 * (Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1),
  );

/** Opens bytes as they are; text that is not in UTF-8 would not survive otherwise. */
async function openBytes(page: Page, name: string, buffer: Buffer) {
  await page.getByTestId('file-input').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await expectData(page);
}

/** Opens a part of the sentence and takes one of what it offers. */
async function change(page: Page, part: string, option: string) {
  await page.getByTestId(`part-${part}`).click();
  await page.getByRole('dialog').locator(`[data-option="${option}"]`).click();
  await expect(page.getByTestId('read-summary')).toHaveAttribute('aria-busy', 'false');
}

/** Two years of days as a German Excel writes them: 3 days missing, 2 noted twice, one far off. */
function germanExport(): Buffer {
  const rows = Array.from({ length: 730 }, (_, i) => {
    const [year, month, date] = day(i).split('-');
    const value = `${i === 500 ? 2000 : wave(i)},${(i * 7) % 10}5`;
    return `${date}.${month}.${year};${value};Köln`;
  });
  const kept = rows.flatMap((row, i) => ([100, 101, 400].includes(i) ? [] : [50, 60].includes(i) ? [row, row] : [row]));
  return Buffer.from(`Datum;Umsätze;Ort\r\n${kept.join('\r\n')}\r\n`, 'latin1');
}

test('a German export is summed up in one sentence, and every repair can be undone', async ({ page }) => {
  await open(page);
  await openBytes(page, 'umsatz.csv', germanExport());
  const summary = page.getByTestId('read-summary');
  await expect(page.getByTestId('read-line')).toHaveText('Daily Umsätze, Jan 2022 to Dec 2023');
  await expect(summary).toContainText(
    '730 days from Jan 1, 2022; target Umsätze; 2 duplicates averaged, 3 gaps filled, 1 outlier flagged.',
  );
  await expect(page.getByTestId('read-as')).toBeHidden();
  await openFileDetails(page);
  await expect(page.getByTestId('read-as')).toHaveText(
    'Read as: Semicolon-separated, windows-1252, decimal comma, header in row 1',
  );
  // The first look is narrow beside two years of days, so that the chart begins with their end.
  await page.getByTestId('range-all').check();
  for (const [kind, count] of [
    ['filled', 3],
    ['duplicates', 2],
    ['outliers', 1],
  ] as const) {
    await expect(page.getByTestId(`mark-${kind}`)).toContainText(`(${count})`);
    await expect(
      page.getByTestId('chart').locator(`svg.recharts-surface [data-mark="${kind}"]`).first(),
    ).toBeAttached();
  }
  await page.getByTestId('repair-gaps').click();
  await page.getByTestId('repair-undo').click();
  await expect(summary).toContainText('3 gaps left open');
  await expect(page.getByTestId('mark-filled')).toBeHidden();
  await expect(page.getByTestId('repair-gaps')).toBeFocused();
  await page.getByTestId('repair-gaps').click();
  await page.getByTestId('rule-zero').click();
  await expect(summary).toContainText('3 gaps filled');
  await page.getByTestId('repair-duplicates').click();
  await page.getByTestId('rule-last').click();
  await expect(summary).toContainText('2 duplicates overruled');
  await page.getByTestId('undo-all').click();
  await expect(summary).toContainText('2 duplicates averaged, 3 gaps left open');
  await useTinyNetwork(page);
  await forecast(page);
  await page.getByTestId('redo-all').click();
  await expect(summary).toContainText('3 gaps filled');
});

test('delimiter, decimal mark, encoding and header can be changed by keyboard, and what was chosen survives', async ({
  page,
}) => {
  const rows = Array.from({ length: 60 }, (_, i) => `${day(i)};1,${100 + (wave(i) % 100)};${wave(i)}`);
  await open(page);
  await choose(page, { name: 'marks.csv', text: `day;sales;visits\n${rows.join('\n')}\n` });
  await expectData(page);
  const summary = page.getByTestId('read-summary');
  await openFileDetails(page);
  const readAs = page.getByTestId('read-as');
  await expect(readAs).toContainText('decimal comma');
  await page.getByTestId('target-column').selectOption({ label: 'visits' });
  await expect(summary).toContainText('target visits');
  await page.getByTestId('part-decimal-mark').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(readAs).toContainText('decimal point');
  await expect(summary).toContainText('target visits');
  await expect(page.getByTestId('part-decimal-mark')).toBeFocused();
  await page.getByTestId('details-preview').click();
  await expect(page.getByTestId('preview').locator('tbody tr').first()).toContainText(String(1100 + (wave(0) % 100)));

  await change(page, 'encoding', 'gb18030');
  await expect(readAs).toContainText('GB18030');
  await expect(readAs).toContainText('decimal point');
  await expect(summary).toContainText('target visits');

  await page.getByTestId('part-header').click();
  await page.getByTestId('header-rows').fill('0');
  await page.getByTestId('header-apply').click();
  await expect(readAs).toContainText('no header');

  await page.getByTestId('part-delimiter').click();
  await page.getByRole('dialog').locator('[data-option="|"]').click();
  await expect(page.getByTestId('error-message')).toBeVisible();
  await expect(readAs).toContainText('Semicolon-separated');
  await page.getByTestId('part-delimiter').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByTestId('part-delimiter')).toBeFocused();
});

test('a panel of 5,000 series opens, and another one is searched for and shown', async ({ page }, info) => {
  const days = Array.from({ length: 200 }, (_, i) => day(i));
  const lines = Array.from({ length: 5000 }, (_, shop) =>
    days.map((date, i) => `shop-${String(shop).padStart(4, '0')},${date},${(shop * 31 + wave(i)) % 997}`).join('\n'),
  );
  const path = info.outputPath('panel.csv');
  await writeFile(path, `unique_id,ds,y\n${lines.join('\n')}\n`);
  await open(page);
  await page.getByTestId('file-input').setInputFiles(path);
  const summary = page.getByTestId('read-summary');
  await expect(summary).toContainText('series shop-0000');
  await expect(summary).toContainText('of 5,000');
  await page.getByTestId('part-series').click();
  const list = page.getByTestId('series-list');
  await list.getByRole('searchbox').fill('4321');
  await expect(list.getByTestId('series-list-box').getByRole('option')).toHaveCount(1);
  await list.getByTestId('series-list-box').getByRole('option').click();
  await expect(summary).toContainText('series shop-4321 (of 5,000)');
  await expect(page.getByTestId('chart').getByRole('heading')).toHaveText('shop-4321');
});

test('one file after another: wide, without a rhythm, without its delimiter, unfinished, German, Chinese', async ({
  page,
}) => {
  await test.step('of a wide file each column is a series, and roles can be changed', async () => {
    const rows = Array.from({ length: 72 }, (_, i) => {
      const month = new Date(Date.UTC(2018, i, 1)).toISOString().slice(0, 10);
      return `${month},${100 + i},${200 + ((i * 7) % 50)},${300 + (i % 12)}`;
    });
    await open(page);
    await choose(page, { name: 'wide.csv', text: `month,North,South,West\n${rows.join('\n')}\n` });
    await expectData(page);
    const summary = page.getByTestId('read-summary');
    await expect(summary).toContainText('(of 3)');
    await change(page, 'target', '2');
    await expect(summary).toContainText('target South; series South (of 3)');
    await openFileDetails(page);
    await page.getByTestId('column-role').nth(3).selectOption('past');
    await expect(page.getByTestId('shape')).toContainText('Mixed');
    await expect(summary).toContainText('series South (of 2)');
    await page.getByTestId('details-profile').click();
    await expect(page.getByTestId('column-profile')).toHaveCount(4);
  });
  await test.step('dates without a rhythm: their rows are named, and a rhythm is offered', async () => {
    let ms = Date.UTC(2024, 0, 1, 7, 11, 13);
    const rows = Array.from({ length: 300 }, (_, i) => {
      ms += [3, 5, 11, 17, 26, 40][(i * 7 + (i % 5)) % 6] * 3_600_000 + ((i * 37) % 60) * 60_000;
      return `${new Date(ms).toISOString().slice(0, 19)},${(i * 13) % 30}`;
    });
    await choose(page, { name: 'events.csv', text: `when,visits\n${rows.join('\n')}\n` });
    await expect(page.getByTestId('error-message')).toContainText(/first rows to break it: \d/);
    await page.getByTestId('resample-sum').click();
    await expectData(page);
    const summary = page.getByTestId('read-summary');
    await expect(summary).toContainText('300 rows added up');
    await page.getByTestId('part-rhythm').click();
    await page.getByRole('dialog').locator('[data-option="1 week"]').click();
    await expect(summary).toContainText(/\d+ weeks from/);
  });
  await test.step('more points missing than there: what they could be is offered', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => i)
      .filter((i) => i < 10 || i % 10 === 0)
      .map((i) => `${day(i)},${10 + i}`);
    await choose(page, { name: 'gaps.csv', text: `day,sales\n${rows.join('\n')}\n` });
    await expect(page.getByTestId('error-message')).toContainText('72');
    await page.getByTestId('fill-zero').click();
    await expectData(page);
    await expect(page.getByTestId('read-summary')).toContainText('91 days');
    await expect(page.getByTestId('read-summary')).toContainText('72');
  });
  await test.step('a file without its delimiter is refused, and read once the user names it', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${day(i)}¦${wave(i)}`);
    await choose(page, { name: 'odd.csv', text: `day¦sales\n${rows.join('\n')}\n` });
    await expect(page.getByTestId('error-message')).toBeVisible();
    // The one of the refusal: the sentence of the file before has its own.
    await page.getByRole('alert').getByTestId('part-delimiter').click();
    await page.getByRole('dialog').getByRole('textbox').fill('¦');
    await expectData(page);
    await expect(page.getByTestId('read-summary')).toContainText('target sales');
  });
  await test.step('a last month that is not over is found past a gap, and left out, and kept on request', async () => {
    const lines = monthlyCsv(40, (month) => (month === 39 ? 40 : 100 + month)).split('\n');
    await choose(page, { name: 'sales.csv', text: lines.filter((_, line) => line !== 12).join('\n') });
    const summary = page.getByTestId('read-summary');
    await expect(summary).toContainText('unfinished last period dropped');
    await expect(summary).toContainText('39 months');
    await page.getByTestId('keep-partial').click();
    await expect(summary).toContainText('unfinished last period kept');
    await expect(summary).toContainText('40 months');
    await page.getByTestId('drop-partial').click();
    await expect(summary).toContainText('39 months');
  });
  await test.step('however wide the page, no line of the sentence begins with punctuation or runs out of it', async () => {
    await openBytes(page, 'umsatz.csv', germanExport());
    const summary = page.getByTestId('read-summary');
    for (const [language, said] of [
      ['en', '730 days from Jan 1, 2022; target'],
      ['zh-CN', '730 天，自2022年1月1日起；预测 Umsätze；'],
    ] as const) {
      await page.getByTestId('language').selectOption(language);
      await expect(summary).toContainText(said);
      for (const width of [1280, 1000, 700, 500, 390, 360]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await firstOfLines(summary), `${language} ${width}`).not.toMatch(/[,;.，；。、]/);
        const excess = await summary.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        expect(excess, `${language} ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });
  await test.step('a Chinese file in GB18030 is read, and said in Chinese', async () => {
    await page.getByTestId('language').selectOption('zh-CN');
    await openBytes(
      page,
      'gb.csv',
      readFileSync(new URL('../src/table/fixtures/encoding-gb18030.csv', import.meta.url)),
    );
    const summary = page.getByTestId('read-summary');
    await expect(summary).toContainText('预测');
    await openFileDetails(page);
    await expect(page.getByTestId('read-as')).toContainText('GB18030');
    await expect(page.getByTestId('read-as')).toContainText('逗号分隔');
    await page.getByTestId('part-encoding').click();
    await expect(page.getByRole('dialog')).toContainText('编码');
  });
});

/** The first letter of each line, as the browser broke them. */
function firstOfLines(text: Locator): Promise<string> {
  return text.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let found = '';
    let last = Number.NEGATIVE_INFINITY;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < (node.nodeValue ?? '').length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { bottom, width } = range.getBoundingClientRect();
        if (width === 0 || bottom - last < 12) continue;
        found += (node.nodeValue ?? '')[at];
        last = bottom;
      }
    }
    return found;
  });
}
