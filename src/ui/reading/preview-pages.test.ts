import { describe, expect, it } from 'vitest';
import { lastPageStart, nextUnreadableRow, pageStart } from './preview-pages.ts';

const column = (...rows: number[]) => ({ unreadableExamples: rows.map((row) => ({ row, text: 'x' })) });

describe('the pages of a preview', () => {
  it('begin every fifty rows', () => {
    expect([1, 50, 51, 100, 101].map(pageStart)).toEqual([1, 1, 51, 51, 101]);
  });

  it('end with the page that holds the last row', () => {
    expect([0, 1, 50, 51, 120].map(lastPageStart)).toEqual([1, 1, 1, 51, 101]);
  });
});

describe('nextUnreadableRow', () => {
  it('finds the nearest below the page, in any column', () => {
    expect(nextUnreadableRow([column(3, 300), column(80)], 1)).toBe(80);
    expect(nextUnreadableRow([column(3, 300), column(80)], 51)).toBe(300);
  });

  it('begins again behind the last', () => {
    expect(nextUnreadableRow([column(3, 300), column(80)], 301)).toBe(3);
  });

  it('finds none where every cell could be read', () => {
    expect(nextUnreadableRow([column(), column()], 1)).toBeNull();
  });
});
