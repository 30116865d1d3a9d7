/** Events: what is offered, named and listed, what becomes of it, and that it outlives the page. */
import { choose, download, expect, expectData, open, test } from './journey.ts';

/** Three years of days that grow by the week: a fair each June, and a typing error. */
function fairCsv(): string {
  const lines = Array.from({ length: 1000 }, (_, day) => {
    const date = new Date(Date.UTC(2022, 0, 3 + day)).toISOString().slice(0, 10);
    const usual = [80, 85, 90, 100, 130, 150, 70][day % 7] + ((day * 37) % 11);
    const value = /-06-1[0-4]$/.test(date) ? Math.round(1.4 * usual) : usual;
    return `${date},${day === 950 ? 4800 : value}`;
  });
  return `date,sales\n${lines.join('\n')}\n`;
}

test('a typing error is offered and put right by a click, a fair comes again, a list is read and all is there after a reload', async ({
  page,
}) => {
  await open(page);
  await choose(page, { name: 'fair.csv', text: fairCsv() });
  await expectData(page);
  const events = page.getByTestId('events');
  await expect(events).toContainText('may be one');
  await events.locator('summary').click();

  const offer = page.getByTestId('event-offer').filter({ hasText: 'Aug 10, 2024: 4,800' });
  await offer.getByTestId('event-take-usual').click();
  await expect(page.getByTestId('event')).toContainText('1 value: 4,800 in the file');
  await expect(page.getByTestId('read-summary')).toContainText('1 value set for an event');
  await expect(offer).toHaveCount(0);

  await page.getByTestId('event-add').click();
  await page.getByTestId('event-name').fill('Fair');
  await page.getByTestId('event-kind').selectOption({ label: 'Comes again' });
  await page.getByTestId('event-from').fill('2024-06-10');
  await page.getByTestId('event-to').fill('2024-06-14');
  await page.getByTestId('event-save').click();
  const fair = page.getByTestId('event').filter({ hasText: 'Fair' });
  await expect(fair.getByTestId('event-note')).toContainText(/^\+(39|40|41)%, seen 3 times.*next Jun 10, 2025/);

  await page.getByTestId('event-import').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('date,end,name,kind\n13/02/2023,15/02/2023,Strike,one-off\n20/03/2023,,Party,party\n'),
  });
  await expect(page.getByTestId('event-import-told')).toContainText('line 2 (unknown kind)');
  await expect(page.getByTestId('event')).toHaveCount(3);
  const { bytes } = await download(page, 'event-export');
  expect(bytes.toString('utf8').trim().split('\r\n')).toEqual([
    'start,end,name,kind,series',
    '2024-08-10,2024-08-10,"Wrong value Aug 10, 2024",usual,sales',
    '2024-06-10,2024-06-14,Fair,yearly,sales',
    '2023-02-13,2023-02-15,Strike,one-off,',
  ]);
  await page.getByTestId('event').last().getByTestId('event-remove').click();
  await expect(page.getByTestId('event')).toHaveCount(2);
  await page.getByTestId('event-undo').click();
  await expect(page.getByTestId('event')).toHaveCount(3);

  await expect(page.getByTestId('restore')).toHaveCount(0);
  await page.reload();
  await page.getByTestId('restore-go-on').click();
  await events.locator('summary').click();
  await expect(fair.getByTestId('event-note')).toContainText('seen 3 times');
  await expect(page.getByTestId('event')).toHaveCount(3);
});
