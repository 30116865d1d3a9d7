import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { SeriesSummary } from '../../series/panel.ts';
import type { ColumnProfile, TablePreview } from '../../worker/protocol.ts';
import { Preview } from './preview.tsx';
import { ColumnProfiles } from './profile.tsx';
import { SeriesList } from './series-list.tsx';

let root: Root;
let host: HTMLElement;
beforeEach(() => {
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
});
afterEach(() => {
  root.unmount();
  host.remove();
});

const find = (selector: string) => host.querySelector(selector);

describe('SeriesList', () => {
  const series = Array.from({ length: 5000 }, (_, i): SeriesSummary => {
    const span = { firstMs: 0, lastMs: 0, smallest: 0, largest: 9, mean: 4, last: i };
    return { uniqueId: `shop ${i}`, length: 200, ...span, spark: [1, 3, 2], repairs: [], status: 'active' };
  });
  const refused = [
    {
      uniqueId: 'empty',
      problem: { code: 'target-empty' as const, params: { column: 'y' } },
      status: 'empty' as const,
    },
  ];
  const options = () => [...host.querySelectorAll('[role="option"]')];

  async function show(onSelect = vi.fn<(uniqueId: string) => void>(), selected: string | null = null) {
    root.render(<SeriesList series={series} refused={refused} selected={selected} onSelect={onSelect} />);
    await vi.waitFor(() => expect(options().length).toBeGreaterThan(5));
    return onSelect;
  }

  it('draws a few of five thousand rows, and those that are scrolled to', async () => {
    await show();
    expect(options().length).toBeLessThan(40);
    const box = find('[role="listbox"]') as HTMLElement;
    box.scrollTop = box.scrollHeight;
    await vi.waitFor(() => expect(host.textContent).toContain('shop 4999'));
    expect(options().length).toBeLessThan(40);
    expect(host.textContent).toContain('empty');
  });

  it('begins at the series that is selected', async () => {
    await show(vi.fn(), 'shop 3000');
    await vi.waitFor(() => expect(find('[aria-selected="true"]')?.textContent).toContain('shop 3000'));
  });

  it('is searched, walked and chosen from by keys alone', async () => {
    const onSelect = await show();
    (find('input') as HTMLElement).focus();
    await userEvent.keyboard('shop 777');
    await vi.waitFor(() => expect(options()).toHaveLength(5));
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(document.activeElement?.getAttribute('aria-activedescendant')).toBe(options()[1]?.id);
    expect(onSelect.mock.calls).toEqual([['shop 1777']]);
  });

  it('says why a series was refused and does not select it', async () => {
    const onSelect = await show();
    (find('input') as HTMLElement).focus();
    await userEvent.keyboard('empty');
    await vi.waitFor(() => expect(options()).toHaveLength(1));
    expect(find('[role="option"]')?.getAttribute('aria-disabled')).toBe('true');
    expect(host.textContent).toContain('empty. Choose');
    (find('[role="option"]') as HTMLElement).click();
    expect(onSelect).not.toHaveBeenCalled();
  });

  it('says that nothing was found', async () => {
    await show();
    (find('input') as HTMLElement).focus();
    await userEvent.keyboard('zzz');
    await vi.waitFor(() => expect(host.textContent).toContain('No series is called “zzz”.'));
  });
});

const columns: ColumnProfile[] = [
  {
    name: 'day',
    kind: 'date',
    missing: 0,
    unreadable: 1,
    unreadableExamples: [{ row: 2, text: '31.2.' }],
    format: 'DD.MM.YYYY',
  },
  {
    name: 'sales',
    kind: 'number',
    missing: 1,
    unreadable: 2,
    unreadableExamples: [
      { row: 1, text: 'k.A.' },
      { row: 120, text: '?' },
    ],
    summary: { distinct: 12, range: { smallest: -1, largest: 2500 }, commonest: [], spark: [1, 2, 3] },
  },
];
const page: TablePreview = {
  firstRow: 1,
  rows: [
    [
      { text: '2024-01-01', state: 'read' },
      { text: 'k.A.', state: 'unreadable' },
    ],
    [
      { text: '31.2.', state: 'unreadable' },
      { text: '', state: 'missing' },
    ],
  ],
};

describe('Preview', () => {
  it('asks for its first rows by itself', async () => {
    const onWantRows = vi.fn();
    root.render(<Preview columns={columns} rowCount={120} preview={null} onWantRows={onWantRows} />);
    await vi.waitFor(() => expect(onWantRows.mock.calls).toEqual([[1, 50]]));
  });

  it('marks each unreadable cell and says why', async () => {
    root.render(<Preview columns={columns} rowCount={120} preview={page} onWantRows={vi.fn()} />);
    await vi.waitFor(() => expect(host.querySelectorAll('mark')).toHaveLength(2));
    const reasons = [...host.querySelectorAll('td[title]')].map((cell) => cell.getAttribute('title'));
    expect(reasons).toEqual(['“k.A.” is not a number.', '“31.2.” is not a date of the form DD.MM.YYYY.']);
    expect(find('[data-testid="preview-reasons"]')?.textContent).toContain('2 cells of “sales” are not numbers');
  });

  it('turns pages, and goes to the next cell that could not be read', async () => {
    const onWantRows = vi.fn();
    root.render(<Preview columns={columns} rowCount={120} preview={page} onWantRows={onWantRows} />);
    await vi.waitFor(() => expect(host.textContent).toContain('Rows 1 to 2 of 120'));
    const press = (name: string) =>
      [...host.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click();
    press('Next');
    press('Next cell that could not be read');
    press('“?” in row 120');
    expect(onWantRows.mock.calls).toEqual([
      [51, 50],
      [101, 50],
      [101, 50],
    ]);
  });
});

describe('ColumnProfiles', () => {
  it('says range, different values and what is missing', async () => {
    root.render(<ColumnProfiles columns={columns} rowCount={120} />);
    await vi.waitFor(() => expect(host.querySelectorAll('[data-testid="column-profile"]')).toHaveLength(2));
    const facts = [...host.querySelectorAll('li:last-child [data-fact]')].map(({ textContent }) => textContent);
    expect(facts).toEqual(['Range-1 to 2,500', 'Different values12', 'Empty1', 'Not readable2']);
  });
});
