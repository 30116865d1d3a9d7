import { expect, it } from 'vitest';
import { makeMetrics } from '../evaluation/testing/make-result.ts';
import { settingNames } from '../forecasters/setting-cards.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import { writeRunsCsv } from './runs-csv.ts';

it('has a row a run and model, with every setting, and no formula of a name', () => {
  const settings = { ...defaultSettings({ unit: 'month', every: 1 }, 144), horizonSteps: 7 };
  const text = writeRunsCsv([
    {
      run: 2,
      name: '=cmd()',
      uniqueId: 'sales',
      endedAtMs: Date.UTC(2024, 0, 2, 3, 4),
      trainingMs: 1500,
      isPinned: true,
      settings,
      models: [
        { model: 'ets', isTaken: true, metrics: makeMetrics(1.5, { mape: null }), trainingMs: 500 },
        { model: 'theta', isTaken: false, metrics: makeMetrics(2), trainingMs: 1000 },
      ],
    },
  ]);
  const [head = '', ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  const cell = (row: number, column: string) => rows[row]?.[head.indexOf(column)];
  expect(rows).toHaveLength(2);
  expect(head.slice(-settingNames.length)).toEqual(settingNames);
  expect([cell(0, 'run'), cell(0, 'name'), cell(0, 'unique_id')]).toEqual(['2', "'=cmd()", 'sales']);
  expect([cell(0, 'ended'), cell(0, 'pinned'), cell(0, 'run_seconds')]).toEqual([
    '2024-01-02T03:04:00.000Z',
    '1',
    '1.5',
  ]);
  expect([cell(0, 'model'), cell(0, 'taken'), cell(1, 'model'), cell(1, 'taken')]).toEqual(['ets', '1', 'theta', '0']);
  expect([cell(0, 'mae'), cell(0, 'mape'), cell(0, 'horizonSteps')]).toEqual(['1.5', '', '7']);
});
