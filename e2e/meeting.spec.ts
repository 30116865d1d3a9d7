/** What an answer is handed on as: a chart for the meeting, a report. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { choose, download, expect, expectData, expectResults, type Model, monthlyCsv, open, test } from './journey.ts';

const two: readonly Model[] = ['seasonal-naive', 'theta'];
/** A heading and a file that would be more than text where it is not escaped. */
const evil = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
const evilFile = `sales ${evil.replaceAll('/', '')}.csv`;

async function forecastTwo(page: Page): Promise<void> {
  for (const model of ['pretrained', 'ets', 'auto', 'lstm', 'transformer']) {
    const box = page.getByTestId(`model-${model}`);
    if (await box.isChecked()) await box.uncheck();
  }
  await page.getByTestId('forecast-button').click();
  await expectResults(page, two);
}

async function openEvil(page: Page): Promise<void> {
  const text = monthlyCsv(96).replace('month,sales', `month,"${evil.replaceAll('"', '""')} (pcs)"`);
  await choose(page, { name: evilFile, text });
  await expectData(page);
  await forecastTwo(page);
}

type Drawn = { problem: boolean; elements: string[]; texts: string[]; size: string };

/** What the text of an SVG holds, as the browser reads it, on a page whose policy lets texts become elements. */
async function readSvg(page: Page, text: string): Promise<Drawn> {
  const blank = await page.context().newPage();
  const drawn = await blank.evaluate((markup) => {
    const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml');
    const all = [...parsed.querySelectorAll('*')];
    const root = parsed.documentElement;
    return {
      problem: parsed.querySelector('parsererror') !== null,
      elements: [...new Set(all.map(({ localName }) => localName))],
      texts: all.filter(({ childElementCount }) => childElementCount === 0).map(({ textContent }) => textContent ?? ''),
      size: `${root.getAttribute('width')} x ${root.getAttribute('height')} ${root.getAttribute('lang')}`,
    };
  }, text);
  await blank.close();
  return drawn;
}

function imageSize(page: Page, bytes: Buffer): Promise<[number, number]> {
  return page.evaluate(async (base64) => {
    const array = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { width, height } = await createImageBitmap(new Blob([array], { type: 'image/png' }));
    return [width, height];
  }, bytes.toString('base64'));
}

test('a chart for the meeting is saved, changed and copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await openEvil(page);

  await test.step('in one click, with a title, the answer and a source', async () => {
    const svg = await download(page, 'download-svg');
    expect(svg.name).toMatch(/^sales-.*_\d{4}-\d\d-\d\d\.svg$/);
    const drawn = await readSvg(page, svg.bytes.toString('utf8'));
    expect(drawn.problem).toBe(false);
    expect(drawn.size).toBe('1280 x 720 en');
    expect(drawn.elements.sort()).toEqual(['path', 'rect', 'svg', 'text']);
    const said = drawn.texts.join(' ');
    expect(said).toContain('"><img src=x onerror=alert(1)><script>');
    expect(said).toContain('Next 12 months: ');
    expect(drawn.texts).toContain('pcs');
    expect(said).toMatch(/Forecast: (Theta|Seasonal naive) \(Dropcast\)/);
    const png = await download(page, 'download-png');
    expect(await imageSize(page, png.bytes)).toEqual([2560, 1440]);
  });

  await test.step('what stands on it and how it looks are the user’s', async () => {
    await page.getByTestId('meeting-open').click();
    const preview = page.getByTestId('meeting-preview');
    await expect(preview).toBeVisible();
    await expectAccessible(page, { part: '[data-testid="meeting"]' });
    await page.getByTestId('meeting-title').fill('Sales <b>for the board</b>');
    await page.getByTestId('meeting-source').fill('');
    await page.getByTestId('meeting-shape').selectOption('document');
    await page.getByTestId('meeting-look').selectOption('dark');
    await expect(preview).toHaveAttribute('alt', /Sales <b>for the board/);
    await expect(preview).toHaveAttribute('height', '720');
    await expect(preview).toHaveAttribute('width', '960');
    const svg = await download(page, 'meeting-svg');
    const drawn = await readSvg(page, svg.bytes.toString('utf8'));
    expect(drawn.size).toBe('960 x 720 en');
    expect(drawn.texts).toContain('Sales <b>for the board</b>');
    expect(drawn.texts.join(' ')).not.toContain('Dropcast');
  });

  await test.step('it and its numbers are copied', async () => {
    await expect(page.getByTestId('meeting-table').getByRole('row')).toHaveCount(13);
    await page.getByTestId('meeting-copy-table').click();
    await expect(page.getByTestId('meeting-outcome')).toContainText('Copied');
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
    expect(lines[0]?.split('\t')).toEqual(['Period', 'Forecast', '80% low', '80% high', 'Same time last year']);
    expect(lines).toHaveLength(13);
    expect(lines[1]).toMatch(/^2008-01\t\d+\t\d+\t\d+\t\d+$/);
    await page.getByTestId('meeting-copy').click();
    await expect(page.getByTestId('meeting-outcome')).toContainText('your slide');
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
    expect(types).toEqual(['image/png']);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('meeting')).toBeHidden();
  });

  await test.step('what was changed is there again', async () => {
    await page.getByTestId('meeting-open').click();
    await expect(page.getByTestId('meeting-title')).toHaveValue('Sales <b>for the board</b>');
    await page.getByTestId('meeting-close').click();
  });
});

/** Opens a saved report as anybody would, and looks at what it is. */
async function expectReport(page: Page, html: string) {
  const paper = await page.context().newPage();
  const alerts: string[] = [];
  paper.on('dialog', (dialog) => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  await paper.setContent(html);
  const read = await paper.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const textsOf = (selector: string) =>
      [...document.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '');
    return {
      language: document.documentElement.lang,
      elements: [...new Set(all.map(({ localName }) => localName))],
      attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
      sentence: textsOf('.sentence').join(''),
      heads: textsOf('h2'),
      names: textsOf('th, svg text'),
      rows: [...document.querySelectorAll('table')].map((table) => table.querySelectorAll('tbody tr').length),
      charts: document.querySelectorAll('figure svg').length,
      body: document.body.textContent ?? '',
    };
  });
  for (const element of ['script', 'img', 'link', 'iframe', 'a']) expect(read.elements).not.toContain(element);
  for (const attribute of ['src', 'href', 'style', 'onerror']) expect(read.attributes).not.toContain(attribute);
  // The width of A4 between its margins, at 96 pixels an inch.
  await paper.setViewportSize({ width: 680, height: 960 });
  await paper.emulateMedia({ media: 'print' });
  const beyond = await paper.evaluate(() =>
    [...document.querySelectorAll('table, svg, p, dl')]
      .filter((one) => one.getBoundingClientRect().right > 681)
      .map((one) => one.outerHTML.slice(0, 80)),
  );
  expect(beyond, 'wider than the paper').toEqual([]);
  expect((await paper.pdf({ preferCSSPageSize: true })).subarray(0, 4).toString()).toBe('%PDF');
  expect(alerts).toEqual([]);
  await paper.close();
  return read;
}

test('the answer is saved as a report that opens anywhere', async ({ page }) => {
  await open(page);
  await openEvil(page);
  const answer = await page.getByTestId('answer').innerText();
  const report = await download(page, 'download-report');
  expect(report.name).toMatch(/^sales-.*_\d{4}-\d\d-\d\d\.html$/);
  const read = await expectReport(page, report.bytes.toString('utf8'));
  expect(read.language).toBe('en');
  expect(read.sentence).toBe(answer);
  expect(read.heads).toHaveLength(7);
  // The forecast, the models, the error of each step.
  expect(read.rows).toEqual([12, 2, 12]);
  expect(read.charts).toBe(1);
  expect(read.body).toContain(evilFile);
  expect(read.body).toContain('All 96 rows were used.');

  await test.step('in the language of the page', async () => {
    await page.getByTestId('language').selectOption('zh-CN');
    await expect(page.getByTestId('answer')).toContainText('未来');
    const chinese = await expectReport(page, (await download(page, 'download-report')).bytes.toString('utf8'));
    expect(chinese.language).toBe('zh-CN');
    expect(chinese.heads).toContain('预测效果');
  });
});

/** Articles by the week, of which one has died away. */
function articles(count: number): string {
  const rows = ['week,article,sales'];
  for (let article = 0; article < count; article += 1) {
    for (let week = 0; week < 120; week += 1) {
      const date = new Date(Date.UTC(2022, 0, 3 + 7 * week)).toISOString().slice(0, 10);
      const wave = 20 + 3 * article + 8 * Math.sin((week * Math.PI) / 26) + ((week * 7 + article * 3) % 5);
      const name = article === 1 ? '<script>alert(3)</script>' : `article ${article}`;
      rows.push(`${date},${name},${Math.round(article === 2 && week > 106 ? wave / 6 : wave)}`);
    }
  }
  return `${rows.join('\n')}\n`;
}

test('all series are saved as one report, and each has its chart for the meeting', async ({ page }) => {
  await open(page);
  await choose(page, { name: 'shop.csv', text: articles(24) });
  await expectData(page);
  await page.getByTestId('tab-all-series').click();
  await page.getByTestId('all-run').click();
  await expect(page.getByTestId('all-run')).toBeDisabled({ timeout: 300_000 });
  const report = await download(page, 'download-report');
  expect(report.name).toMatch(/^shop_\d{4}-\d\d-\d\d\.html$/);
  const read = await expectReport(page, report.bytes.toString('utf8'));
  expect(read.names).toContain('<script>alert(3)</script>');
  expect(read.charts).toBe(20);
  expect(read.body).toContain('Dying away');

  await page.getByTestId('all-table').locator('[data-series="article 3"]').click();
  await expect(page.getByTestId('all-item-name')).toHaveText('article 3');
  const svg = await download(page, 'download-svg');
  expect(svg.name).toMatch(/^shop_article-3_\d{4}-\d\d-\d\d\.svg$/);
  const drawn = await readSvg(page, svg.bytes.toString('utf8'));
  expect(drawn.texts.join(' ')).toMatch(/Weekly sales: article 3, next \d+ weeks/);
  await page.getByTestId('meeting-open').click();
  await expect(page.getByTestId('meeting-note')).toHaveValue(/^Next \d+ weeks: [\d,]+ \([\d,]+ to [\d,]+\)/);
  await page.getByTestId('meeting-close').click();
  await expect(page.getByTestId('meeting')).toBeHidden();
});
