import type { Page } from '@playwright/test';
import { choose, expect, expectData, open, test } from './journey.ts';

const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
const lines = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;

async function drop(page: Page, name: string, text: string) {
  await choose(page, { name, text });
  await expectData(page);
}

/** Clicks a button of the question that is asked, and waits until the file has been read so. */
async function answer(page: Page, question: string, button: string | RegExp) {
  const chosen = page.getByTestId(question).getByRole('button', { name: button });
  await chosen.click();
  await expect(chosen).toHaveAttribute('aria-pressed', 'true');
  await expectData(page);
}

/** Reasons for which rows were left out, in words. */
async function expectLeftOut(page: Page, summary: string, reasons: string[]) {
  const account = page.getByTestId('rows-accounted');
  await expect(account.locator('summary')).toHaveText(summary);
  await account.locator('summary').click();
  await expect(account.locator('li')).toHaveText(reasons);
}

/** What became of the sum of each column, in words. */
async function expectSums(page: Page, summary: string, sums: string[]) {
  const account = page.getByTestId('sums-accounted');
  await expect(account.locator('summary')).toHaveText(summary);
  await account.locator('summary').click();
  await expect(account.locator('li')).toHaveText(sums);
}

test('what only the user can know is asked, and each answer changes what is read', async ({ page }) => {
  await open(page);
  const summary = page.getByTestId('read-summary');
  const accounted = page.getByTestId('rows-accounted');
  const asides = page.getByTestId('set-aside').locator('li');
  const clickAside = (name: string) => page.getByTestId('set-aside').getByRole('button', { name }).click();

  await test.step('a dot that could be either', async () => {
    const rows = Array.from(
      { length: 48 },
      (_, i) => `${String((i % 12) + 1).padStart(2, '0')}.${2020 + Math.floor(i / 12)};12.${850 + i}`,
    );
    await drop(page, 'umsatz.csv', lines('Monat;Umsatz EUR', rows));
    await expect(page.getByTestId('questions')).toContainText('What is 12.850 in “Umsatz EUR”?');
    await page.getByTestId('file-details').click();
    await page.getByTestId('details-preview').click();
    const first = page.getByTestId('preview').locator('tbody tr').first();
    await expect(first).toContainText(/12,?850(?!\d)/);
    await answer(page, 'decimal-mark', '12.85');
    await expect(first).toContainText('12.85');
    await expect(first).not.toContainText('850');
    await answer(page, 'decimal-mark', '12,850');
    await expect(first).toContainText(/12,?850/);
    await expect(accounted).toHaveText('All 48 rows were used.');
    await expectSums(page, 'Sums agree', ['Umsatz EUR: 617,928 in the file and in the series']);
  });

  await test.step('credits and debits', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${day(i)},${100 + i} ${i % 3 === 0 ? 'DR' : 'CR'}`);
    await drop(page, 'account.csv', lines('date,amount', rows));
    await expect(page.getByTestId('questions')).toContainText('“amount” has credits and debits. What is 100 DR?');
    await expectSums(page, 'Sums agree', ['amount: 1,434 in the file and in the series']);
    await answer(page, 'account-side', /credits are below zero/);
    await expect(page.getByTestId('sums-accounted').locator('li')).toHaveText([
      'amount: -1,434 in the file and in the series',
    ]);
  });

  await test.step('a column beside the amounts tells debits and credits', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${day(i)},${i % 3 === 0 ? 'H' : 'S'},${100 + i}`);
    await drop(page, 'ledger.csv', lines('date,S/H,amount', rows));
    await expect(page.getByTestId('questions')).toContainText('“S/H” has credits and debits. What is 101 S?');
    await expectSums(page, 'Sums agree', ['amount: 1,434 in the file and in the series']);
    await answer(page, 'account-side', /As they stand/);
    await expect(page.getByTestId('sums-accounted').locator('li')).toHaveText([
      'amount: 4,780 in the file and in the series',
    ]);
  });

  await test.step('a column that adds up others is no series until a click makes it one', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${day(i)},${100 + ((i * 3) % 11)},${50 + ((i * 7) % 9)}`);
    const total = (row: string) =>
      row
        .split(',')
        .slice(1)
        .map(Number)
        .reduce((one, other) => one + other);
    await drop(
      page,
      'regions.csv',
      lines(
        'date,North,South,Total',
        rows.map((row) => `${row},${total(row)}`),
      ),
    );
    await expect(summary).toContainText('North (of 2)');
    const sums = page.getByTestId('sum-columns');
    await expect(sums).toContainText('no series of its own: Total.');
    await sums.getByRole('button').click();
    await expect(summary).toContainText('North (of 3)');
    await sums.getByRole('button').click();
    await expect(summary).toContainText('North (of 2)');
  });

  await test.step('no dates tell whose rows they are', async () => {
    const shops = ['Köln', 'Bonn', 'Trier'];
    const rows = shops.flatMap((shop, s) =>
      Array.from({ length: 30 }, (_, i) => `${shop},${100 * s + ((i * 7) % 30)}`),
    );
    await drop(page, 'blocks.csv', lines('shop,sales', rows));
    await expect(summary).toContainText('series Köln (of 3)');
    await expect(page.getByTestId('questions')).toContainText('No dates tell which rows belong together.');
    await expect(page.getByTestId('whose-rows').getByRole('button')).toHaveText([
      'One series for each shop3 series, no rows merged',
      'One series: the rows follow one another1 series, no rows merged',
    ]);
    await answer(page, 'whose-rows', /rows follow one another/);
    await expect(summary).not.toContainText('series Köln');
  });

  await test.step('rows that nothing tells apart, and what becomes of them', async () => {
    const rows = Array.from({ length: 100 }, (_, i) =>
      ['North', 'South'].flatMap((region) =>
        ['web', 'shop'].flatMap((channel) =>
          [1, 2, 3].map((n) => `${day(i)},${region},${channel},${n * 10 + (i % 7)}`),
        ),
      ),
    ).flat();
    await drop(page, 'merge.csv', lines('date,region,channel,units', rows));
    await expect(summary).toContainText('1,100 duplicates added up');
    await expect(page.getByTestId('whose-rows').getByRole('button')).toHaveText([
      'Part of one total: no ids1 series, 1,100 rows merged',
      'One series for each region2 series, 1,000 rows merged',
      'One series for each channel2 series, 1,000 rows merged',
      'One series for each region and channel4 series, 800 rows merged',
    ]);
    await answer(page, 'whose-rows', /region and channel/);
    await expect(summary).toContainText('series North · web (of 4); 200 duplicates added up');
    await expect(page.getByTestId('questions')).toContainText('Question 1 of 2');
    await page.getByTestId('next-question').click();
    await answer(page, 'how-merged', 'Duplicates: take the last');
    await expect(summary).toContainText('200 duplicates overruled');
    await answer(page, 'how-merged', 'Measured several times: take the mean');
    await expect(summary).toContainText('200 duplicates averaged');
    await expect(accounted).toHaveText('All 1,200 rows were used.');
    const [sum] = await page.getByTestId('sums-accounted').locator('li').allTextContents();
    const [inFile, inSeries, merged] = (sum?.match(/[\d,.]+/g) ?? []).map((text) => Number(text.replaceAll(',', '')));
    expect(sum).toMatch(/^units: .* in the file; .* in the series; .* by merging rows of the same date$/);
    expect(inFile).toBe(27_540);
    expect(inSeries).toBe(27_540 / 3);
    expect(merged).toBe((27_540 / 3) * 2);
  });

  await test.step('dates that a spreadsheet half converted', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => {
      const [year, month, date] = day(i).split('-');
      return `${Number(date) > 12 ? `${date}/${month}/${year}` : `${year}-${date}-${month} 00:00:00`};${100 + (i % 7) * 5}`;
    });
    await drop(page, 'half.csv', lines('Datum;Menge', rows));
    await expect(summary).toContainText('200 days from Jan 1, 2024');
    await answer(page, 'changed-dates', 'February 1, 2024');
    await expect(summary).toContainText(/rows sorted, \d+ gaps filled/);
    await answer(page, 'changed-dates', 'January 2, 2024');
    await expect(summary).toContainText('200 days from Jan 1, 2024; target Menge; nothing to repair');
  });

  await test.step('a count, as it is and by what came on', async () => {
    const daily = Array.from({ length: 80 }, (_, i) => 3 + ((i * 5) % 11));
    const rows = daily.map((_, i) => `${day(i)},${daily.slice(0, i + 1).reduce((sum, one) => sum + one, 0)}`);
    await drop(page, 'cases.csv', lines('date,cumulative_cases', rows));
    await answer(page, 'cumulative', 'What comes on between two points');
    await expect(summary).toContainText('79 days from Jan 2, 2024; target cumulative_cases; read as 79 differences.');
    await expect(accounted).toHaveText('All 80 rows were used.');
    await answer(page, 'cumulative', 'The count itself');
    await expect(summary).toContainText(
      '80 days from Jan 1, 2024; target cumulative_cases; counts up and never falls.',
    );
  });

  await test.step('amounts since the year began, as they are and those of each month', async () => {
    const amounts = Array.from({ length: 36 }, (_, i) => 300 + ((i * 37) % 90));
    const rows = amounts.map((_, i) => {
      const year = Math.floor(i / 12);
      const sum = amounts.slice(year * 12, i + 1).reduce((total, one) => total + one, 0);
      return `${2021 + year}-${String((i % 12) + 1).padStart(2, '0')},${sum}`;
    });
    await drop(page, 'turnover.csv', lines('month,turnover', rows));
    await expect(summary).toContainText('target turnover; counts up within each year.');
    await answer(page, 'year-to-date', 'The amount of each period');
    await expect(summary).toContainText(
      '36 months from January 2021; target turnover; read as 36 differences within each year.',
    );
    await answer(page, 'year-to-date', 'The amount since the year began');
    await expect(summary).toContainText('counts up within each year.');
  });

  await test.step('totals, plans and codes are left out by name, and taken back by a click', async () => {
    const months = Array.from(
      { length: 24 },
      (_, i) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    );
    const north = months.map((_, i) => 50 + ((i * 7) % 31));
    const south = months.map((_, i) => 80 + ((i * 11) % 23));
    const rows = [north, south, north.map((value, i) => value + south[i])];
    const names = ['North', 'South', 'Total'];
    await drop(
      page,
      'regions.csv',
      lines(
        ['Region', ...months].join(),
        rows.map((row, i) => [names[i], ...row].join()),
      ),
    );
    await expectLeftOut(page, '48 of 49 rows were used, 1 left out', ['1 total']);
    await expect(asides).toHaveText([
      '24 columns named by periods were read as rows. Leave them as columns',
      '1 row adds up others and was left out: Total. Keep it all',
    ]);
    await expect(summary).toContainText('(of 2)');
    await clickAside('Keep it all');
    await expect(summary).toContainText('(of 3)');
    await expect(accounted).toHaveText('All 72 rows were used.');
    await clickAside('Leave totals out');
    await expect(summary).toContainText('(of 2)');
    // Three series across are three values down: what was asked for is shown although it comes to nothing, and can be undone.
    await clickAside('Leave them as columns');
    await expect(page.getByTestId('error-message')).toContainText('There are only 2 values');
    await clickAside('Read them as rows');
    await expectData(page);
    await expect(page.getByTestId('error-message')).toBeHidden();

    const history = Array.from(
      { length: 36 },
      (_, i) => `${day(i * 31).slice(0, 7)}-01,Actual,${i === 9 ? -999 : i === 20 ? -999 : 100 + i}`,
    );
    const plans = Array.from({ length: 6 }, (_, i) => `${day((36 + i) * 31).slice(0, 7)}-01,Budget,${150 + i}`);
    await drop(page, 'plans.csv', lines('month,scenario,value', [...history, ...plans]));
    await expect(asides.first()).toHaveText(
      '6 rows of what was planned or forecast are no history and were left out: Budget. Keep them as history',
    );
    await clickAside('Keep them as history');
    await expect(asides.first()).toContainText('Rows of what was planned or forecast are kept as history.');
    await clickAside('Leave plans out');
    await expect(accounted.locator('summary')).toHaveText('34 of 42 rows were used, 8 left out');
    await expect(asides.last()).toContainText('-999 in value was taken for a missing value (2 cells).');
    await expect(summary).toContainText('2 empty cells filled');
    await clickAside('They are values');
    await expect(asides.last()).toContainText('Numbers such as -999 in value are kept as values.');
    await expect(summary).not.toContainText('empty cells');
  });

  await test.step('a last month that is not over is out, accounted for, and back by a click', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${i === 39 ? 40 : 1000 + i}`,
    );
    await drop(page, 'sales.csv', lines('month,sales', rows));
    await expectLeftOut(page, '39 of 40 rows were used, 1 left out', ['1 row of a last period that is not over']);
    await page.getByTestId('keep-partial').click();
    await expect(accounted).toHaveText('All 40 rows were used.');
    await page.getByTestId('drop-partial').click();
    await expect(accounted.locator('summary')).toHaveText('39 of 40 rows were used, 1 left out');
  });

  await test.step('the first month of fiscal years is asked once, and kept for other files', async () => {
    const quarters = Array.from({ length: 28 }, (_, i) => `Q${(i % 4) + 1} FY${18 + Math.floor(i / 4)},${100 + i}`);
    await drop(page, 'fiscal.csv', lines('Quarter,Net revenue', quarters));
    await expect(summary).toContainText('28 quarters from Q1 2018');
    await answer(page, 'fiscal-start', 'October');
    await expect(page.getByTestId('fiscal-start')).toContainText('Q1 FY18 begins in October 2017.');
    await expect(summary).toContainText('28 quarters from Q4 2017');
    const periods = Array.from(
      { length: 48 },
      (_, i) => `${String((i % 12) + 1).padStart(3, '0')}/${2020 + Math.floor(i / 12)},${500 + i}`,
    );
    await drop(page, 'ledger.csv', lines('Fiscal year/period,Amount', periods));
    await expect(page.getByTestId('fiscal-start').getByRole('button', { name: 'October' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(summary).toContainText('48 months from October 2019');
  });

  await test.step('of few values it is said that they are few', async () => {
    await drop(page, 'six.csv', lines('year,Revenue', ['2018,5', '2019,7', '2020,4', '2021,8', '2022,9', '2023,11']));
    await expect(page.getByTestId('few-values')).toHaveText(
      'There are only 6 values: a forecast of so few is hardly more than a guess.',
    );
  });
});

const articles = [
  ...[
    ['00100221', 'Apfelschorle', 'Getränke'],
    ['00100222', 'Cola', 'Getränke'],
    ['100223', 'Butter', 'Molkerei'],
  ],
  ...[
    ['00200114', 'Quark', 'Molkerei'],
    ['00200115', 'Joghurt', 'Molkerei'],
    ['00300001', 'Brot', 'Backwaren'],
  ],
  ...[
    ['00300002', 'Kerzen', 'Haushalt'],
    ['00300003', 'Zündhölzer', 'Haushalt'],
  ],
];

/** What two shops sold a week; of the last two articles they sold little, and no row stands for a week without a sale. */
function weeklySales(weeks: number): string {
  const rows = Array.from({ length: weeks }, (_, week) =>
    ['Köln', 'Bonn'].flatMap((shop) =>
      articles.flatMap(([id, name, group], article) => {
        const isSlow = article > 5;
        if (isSlow && (week * 3 + article) % 4 === 1) return [];
        const units = isSlow ? 1 + (week % 2) : 30 + article * 9 + ((week * 7) % 13);
        return [`${day(week * 7)};${shop};${id};${name};${group};${units};1,${10 + article}`];
      }),
    ),
  ).flat();
  return lines('Woche ab;Filiale;Artikel;Bezeichnung;Warengruppe;Menge;VK-Preis', rows);
}

test('a retailer’s file: missing weeks for all series at once, search by group and number, and next week read alike', async ({
  page,
}) => {
  await open(page);
  const summary = page.getByTestId('read-summary');
  await drop(page, 'Absatz_KW44.csv', weeklySales(80));
  await expect(summary).toContainText('80 weeks from Jan 1, 2024; target Menge; series Köln · 00100221 (of 16)');
  const gaps = page.getByTestId('gaps-of-file');
  await expect(gaps).toContainText(/In all series together \d+ points are missing \(4 series\): taken for zero/);
  await expect(page.getByTestId('rows-accounted')).toHaveText(/^All 1,\d\d\d rows were used\.$/);

  const search = async (text: string, found: string[]) => {
    await page.getByTestId('part-series').click();
    const list = page.getByTestId('series-list');
    await list.getByRole('searchbox').fill(text);
    const options = list.getByTestId('series-list-box').getByRole('option');
    await expect(options).toHaveCount(found.length);
    for (const [place, name] of found.entries()) await expect(options.nth(place)).toContainText(name);
    return options;
  };
  const drinks = ['Köln', 'Bonn'].flatMap((shop) => ['00100221', '00100222'].map((id) => `${shop} · ${id}`));
  await search('Getränke', drinks);
  await page.keyboard.press('Escape');
  const byNumber = await search('00300002', ['00300002', '00300002']);
  await byNumber.filter({ hasText: 'Köln' }).click();
  await expect(summary).toContainText('series Köln · 00300002');

  await page.getByTestId('part-gaps').click();
  await page.getByRole('dialog').locator('[data-option="leave"]').click();
  await expect(gaps).toContainText('left open');
  await expect(summary).toContainText('left open');
  await page.getByTestId('part-gaps').click();
  await page.getByRole('dialog').locator('[data-option="carry"]').click();
  await expect(gaps).toContainText('the value before repeated');

  await (await search('00100221', ['Köln', 'Bonn'])).first().click();
  await page.getByTestId('file-details').click();
  await page.getByTestId('column-role').nth(6).selectOption('past');
  await expect(summary).toContainText('VK-Preis');
  await page.getByTestId('column-role').nth(6).selectOption('unused');
  await expect(summary).not.toContainText('VK-Preis');

  await drop(page, 'Absatz_KW46.csv', weeklySales(82));
  await expect(summary).toContainText('82 weeks');
  await expect(page.getByTestId('read-as-before')).toContainText(
    'Read as you had the last file with these columns read.',
  );
  await expect(summary).not.toContainText('VK-Preis');
  await expect(page.getByTestId('gaps-of-file')).toContainText('the value before repeated');
  // It outlives the visit.
  await open(page);
  await drop(page, 'Absatz_KW46.csv', weeklySales(82));
  await expect(page.getByTestId('gaps-of-file')).toContainText('the value before repeated');
  await page.getByTestId('read-anew').click();
  await expect(page.getByTestId('gaps-of-file')).toContainText('taken for zero');
  await expect(page.getByTestId('read-as-before')).toBeHidden();
  await expect(summary).toContainText('VK-Preis');
});

test('labels that stand once, sides of an account and columns of forecasts are said beside the file', async ({
  page,
}) => {
  await open(page);
  const summary = page.getByTestId('read-summary');
  const month = (i: number) => `${2021 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
  const months = Array.from({ length: 24 }, (_, i) => month(i));

  await test.step('a pivot table names each month once', async () => {
    const rows = months.flatMap((name, i) => [`${name},Bonn,${i}`, `,Ulm,${i + 5}`, `,Total,${2 * i + 5}`]);
    await drop(page, 'pivot.csv', lines('month,shop,sales', rows));
    await expect(summary).toContainText('Bonn (of 2)');
    await expect(page.getByText('47 empty cells of “month” take the label above them.')).toBeVisible();
    await expectLeftOut(page, '48 of 72 rows were used, 24 left out', ['24 totals']);
  });

  await test.step('each row has a debit or a credit', async () => {
    const rows = months.map((name, i) => `${name},${i % 3 ? `${i},` : `,${i + 1}`}`);
    await drop(page, 'bank.csv', lines('month,debit,credit', rows));
    await expect(
      page.getByText('Each row has an amount in one of debit and credit: the other one is zero.'),
    ).toBeVisible();
    await expect(summary).toContainText('24 months');
  });

  await test.step('months to come are forecasts of the file', async () => {
    const head = months.map((name, i) => `${name} ${i < 18 ? 'Act' : 'Fcst'}`).join(',');
    const rows = ['A', 'B'].map((sku, s) => `${sku},${months.map((_, i) => 100 * s + i).join(',')}`);
    await drop(page, 'plan.csv', lines(`SKU,${head}`, rows));
    await expect(
      page.getByText(/^plan\.csv.*Columns of plans and forecasts were left out: 2022-07 Fcst/),
    ).toBeVisible();
    await expect(summary).toContainText('18 months');
  });
});
