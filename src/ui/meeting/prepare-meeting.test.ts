import { describe, expect, it } from 'vitest';
import { drawMeetingChart } from '../../export/meeting/meeting-chart.ts';
import { copySheet } from '../../export/sheet-text.ts';
import { loadWords } from '../../i18n/load-words.ts';
import { meetingWords } from '../../i18n/meeting/meeting-words.ts';
import type { MeetingData } from './meeting-data.ts';
import { guessTexts, meetingSheet, prepareMeeting } from './prepare-meeting.ts';

const english = await loadWords('en', meetingWords);
const chinese = await loadWords('zh-CN', meetingWords);

const length = 120;
const data: MeetingData = {
  target: 'sales',
  seriesName: '',
  fileName: 'shop.csv',
  sentence: 'Next 13 weeks: 1,240.',
  model: 'Theta',
  hasEnded: false,
  measure: { isLevel: false, isWhole: true, unit: 'pcs', isPercent: false },
  place: {
    uniqueId: 'sales',
    step: { unit: 'week', every: 1 },
    firstMs: Date.UTC(2022, 0, 3),
    length,
    zeroShare: 0,
    isIntermittent: false,
    covariates: [],
  },
  history: Array.from({ length }, (_, at) => ({ at, value: 90 + (at % 10) })),
  steps: {
    start: length,
    mean: new Float64Array(13).fill(95.4),
    low: new Float64Array(13).fill(80),
    high: new Float64Array(13).fill(120),
    lastYear: Float64Array.from({ length: 13 }, (_, step) => (step === 0 ? Number.NaN : 91)),
  },
};
const now = new Date(2024, 4, 6);
const request = { texts: guessTexts(english, data, now), shape: 'slide', look: 'light', past: 'short' } as const;

describe('guessTexts', () => {
  it('says what is forecast, how often and how far', () => {
    const titleOf = (change: Partial<MeetingData>, words = english) =>
      guessTexts(words, { ...data, ...change }, now).title;
    expect(titleOf({})).toBe('Weekly sales, next 13 weeks');
    expect(titleOf({ seriesName: 'north' })).toBe('Weekly sales: north, next 13 weeks');
    expect(titleOf({ target: '', seriesName: 'north' })).toBe('Weekly north, next 13 weeks');
    const rows = { ...data.place, step: { unit: 'row', every: 1 } as const };
    expect(titleOf({ place: rows })).toBe('Sales, next 13 rows');
    expect(titleOf({ place: rows, target: 'iPhone sales' })).toBe('iPhone sales, next 13 rows');
    expect(titleOf({ hasEnded: true })).toBe('Sales, 13 weeks after its end');
    expect(titleOf({ target: '销售额' }, chinese)).toBe('销售额（按周），未来 13 周预测');
    expect(guessTexts(english, data, now)).toMatchObject({ unit: 'pcs', note: 'Next 13 weeks: 1,240.' });
  });
});

describe('prepareMeeting', () => {
  it('gives the forecast a third of the width at first, and all of the past where that is asked for', () => {
    const spanOf = (past: 'short' | 'all') => {
      const { from, to } = prepareMeeting(english, data, { ...request, past }).axesFor({ width: 700, height: 300 });
      return [from, to];
    };
    expect(spanOf('short')).toEqual([length - 26, length + 12]);
    expect(spanOf('all')).toEqual([0, length + 12]);
  });

  it('shows amounts from zero on only where that does not press them flat, and all of the band', () => {
    const axesOf = (of: MeetingData) => prepareMeeting(english, of, request).axesFor({ width: 700, height: 300 });
    expect(axesOf(data).bottom).toBeGreaterThan(0);
    expect(axesOf(data).top).toBeGreaterThanOrEqual(120);
    const wide = { ...data, steps: { ...data.steps, low: new Float64Array(13).fill(20) } };
    expect(axesOf(wide).bottom).toBe(0);
    expect(axesOf({ ...wide, measure: { ...data.measure, isLevel: true } }).bottom).toBeGreaterThan(0);
  });

  it('can be drawn without a band and without a past', () => {
    const none = new Float64Array();
    const bare = { ...data, history: [], steps: { ...data.steps, low: none, high: none, lastYear: none } };
    expect(drawMeetingChart(prepareMeeting(english, bare, request))).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('meetingSheet', () => {
  it('has a row a step, whole where the data are, and no number that is not known', () => {
    const lines = copySheet(meetingSheet(english, data), 'point').text.split('\r\n');
    expect(lines[0]?.split('\t')).toEqual(['Period', 'Forecast', '80% low', '80% high', 'Same time last year']);
    expect(lines).toHaveLength(14);
    expect(lines[1]).toBe('2024-04-22\t95\t80\t120\t');
    expect(lines[2]).toBe('2024-04-29\t95\t80\t120\t91');
  });
});
