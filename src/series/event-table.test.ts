import { describe, expect, test } from 'vitest';
import { dayMs } from '../base/civil.ts';
import { writeCsv } from '../base/write-csv.ts';
import { readTable } from '../table/read-table.ts';
import { eventColumns, eventRows, readEventTable } from './event-table.ts';
import type { SeriesEvent } from './events.ts';

async function read(text: string) {
  const table = await readTable(new Blob([text]), 'events.csv');
  return table.ok ? readEventTable(table.value) : null;
}

const day = (text: string) => Date.parse(`${text}Z`);

describe('a list of events', () => {
  test('comes back as it was saved', async () => {
    const events: SeriesEvent[] = [
      { name: '=Strike, "long"', kind: 'one-off', spans: [{ fromMs: day('2024-05-06'), toMs: day('2024-05-11') - 1 }] },
      {
        name: 'Fair',
        kind: 'recurring',
        spans: [
          { fromMs: day('2023-06-10'), toMs: day('2023-06-11') - 1 },
          { fromMs: day('2024-06-14'), toMs: day('2024-06-15') - 1 },
        ],
        uniqueId: 'Shop 1',
      },
      {
        name: '圣诞节',
        kind: 'recurring',
        spans: [{ fromMs: day('2023-12-25'), toMs: day('2023-12-26') - 1 }],
        isYearly: true,
      },
    ];
    const again = await read(writeCsv(eventColumns, eventRows(events)));
    expect(again?.unread).toEqual([]);
    expect(again?.events.map(({ name: _, ...event }) => event)).toEqual(events.map(({ name: _, ...event }) => event));
    // Cells that would start a formula are defused.
    expect(again?.events.map(({ name }) => name)).toEqual(['\'=Strike, "long"', 'Fair', '圣诞节']);
  });

  test('reads its dates as any table does, and says which lines it could not read', async () => {
    const found = await read(
      [
        'Date;End;Event;Kind',
        '13.02.2024;15.02.2024;Strike;One-off',
        '28.02.2024;;Typo;error',
        '31.13.2024;;Nonsense;usual',
        '20.03.2024;18.03.2024;Backwards;usual',
        '21.03.2024;;Party;party',
        '22.03.2024;;Fair;yearly',
      ].join('\n'),
    );
    expect(found?.unread).toEqual([
      { row: 3, reason: 'date' },
      { row: 4, reason: 'order' },
      { row: 5, reason: 'kind' },
    ]);
    expect(found?.events).toMatchObject([
      { name: 'Strike', kind: 'one-off', spans: [{ fromMs: day('2024-02-13'), toMs: day('2024-02-15') + dayMs - 1 }] },
      { name: 'Typo', kind: 'usual' },
      { name: 'Fair', kind: 'recurring', isYearly: true },
    ]);
    expect(found?.isAmbiguous).toBe(false);
  });

  test('says where nothing tells day from month, and where there are no dates', async () => {
    expect((await read('start,name\n03/04/2024,a\n05/06/2024,b\n07/08/2024,c\n'))?.isAmbiguous).toBe(true);
    expect(await read('name,kind\na,usual\nb,usual\n')).toBeNull();
  });
});
