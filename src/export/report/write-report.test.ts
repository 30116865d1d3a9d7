import { describe, expect, it } from 'vitest';
import type { MeetingChart } from '../meeting/meeting-chart.ts';
import type { Report } from './report.ts';
import { writeReport } from './write-report.ts';

/** A report in which every text is the same. */
function reportOf(text: string): Report {
  const words = {
    title: text,
    unit: text,
    source: text,
    note: text,
    history: text,
    forecast: text,
    band: text,
    lastYear: text,
    language: 'en',
  };
  const chart: MeetingChart = {
    shape: 'strip',
    look: 'light',
    lines: { history: [{ at: 0, value: 1 }], lastYear: [], forecast: [{ at: 1, value: 2 }], band: null },
    words,
    axesFor: () => ({
      from: 0,
      to: 1,
      bottom: 0,
      top: 2,
      timeTicks: [{ at: 0, label: text }],
      valueTicks: [{ at: 1, label: text }],
    }),
  };
  return {
    language: 'zh-CN',
    dir: 'ltr',
    title: text,
    subtitle: text,
    answer: [
      { text, isStrong: true },
      { text, isStrong: false },
    ],
    trust: { text, grade: 'poor' },
    sections: [
      {
        title: text,
        blocks: [
          { kind: 'text', text },
          { kind: 'list', items: [text, text] },
          { kind: 'facts', facts: [{ label: text, value: text }] },
          { kind: 'table', caption: text, columns: [{ heading: text, isNumber: true }], rows: [[text]], marked: [0] },
          { kind: 'chart', chart },
          { kind: 'charts', charts: [{ chart, words: text }] },
        ],
      },
    ],
    footer: text,
  };
}

/** How often each tag is opened. */
function tagsOf(html: string): string[] {
  return [...html.matchAll(/<([a-z0-9]+)[\s>]/gi)].map(([, name]) => name ?? '').sort();
}

describe('writeReport', () => {
  it('says its language, forbids what it does not have, and holds neither script nor address', () => {
    const html = writeReport(reportOf('plain'));
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN" dir="ltr">/);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|https?:|url\(|@import|<link|<img| (href|src|style|on[a-z]+)=/i);
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "</style><a href='x'>",
    '<!-- ',
    '</title><svg onload=alert(1)>',
    ']]>',
  ])('shows %j as text wherever it stands', (evil) => {
    expect(tagsOf(writeReport(reportOf(evil)))).toEqual(tagsOf(writeReport(reportOf('plain'))));
    expect(writeReport(reportOf(evil))).not.toContain(evil);
  });
});
