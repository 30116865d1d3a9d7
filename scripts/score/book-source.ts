/** Words and settings of a workbook that the command line writes. */
import { version } from '../../package.json';
import type { BookWord, ForecastBook } from '../../src/export/forecast-book.ts';
import { en } from '../../src/i18n/workbook/en.ts';
import type { PanelTotals, ReconciledPanel, TotalsProblem } from '../../src/score/panel-totals.ts';
import type { SeriesFile } from '../../src/score/read-series.ts';
import { nameLevel } from '../../src/score/score-book.ts';

export function sayBook(key: BookWord, values: Readonly<Record<string, string | number>> = {}): string {
  return en[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

export type BookFacts = {
  path: string;
  model: string;
  horizonSteps: number;
  seasonLength: number;
  file: SeriesFile;
  totals: PanelTotals | null;
  reconciled: ReconciledPanel | null;
};

export function bookSettings(facts: BookFacts): ForecastBook['settings'] {
  const { path, model, horizonSteps, seasonLength, file, totals, reconciled } = facts;
  const added = totals ? totals.levels.map(nameLevel).join(', ') : 'none';
  return [
    { label: 'File', value: path.split(/[\\/]/).at(-1) ?? path },
    { label: 'Made on', value: { ms: Date.now() - (Date.now() % 86_400_000) } },
    { label: 'Dropcast version', value: version },
    { label: 'Seed', value: 1 },
    { label: 'Model', value: model },
    { label: 'Horizon', value: horizonSteps },
    { label: 'Season', value: seasonLength },
    {
      label: 'Columns',
      value: [file.columns.time ?? 'no time', ...file.columns.ids, ...file.columns.targets].join(', '),
    },
    { label: 'Rows read', value: file.rows.read },
    { label: 'Rows left out', value: file.rows.leftOut },
    { label: 'Series left out', value: file.refused.length },
    { label: 'Totals', value: added },
    { label: 'Made to add up by', value: reconciled?.method ?? 'not' },
    ...(totals
      ? [{ label: 'Series that ended before the file', value: totals.ended.filter((one) => one === 1).length }]
      : []),
    ...(totals?.columns ?? []).flatMap(({ name, missing, moved }) => [
      ...(missing.length > 0
        ? [{ label: `Series without ${name}, added up on their own`, value: missing.length }]
        : []),
      ...(moved.length > 0
        ? [{ label: `Series of several ${name}, counted under the last`, value: moved.length }]
        : []),
    ]),
  ];
}

export function sayTotalsProblem(problem: TotalsProblem): string {
  if (problem.code === 'off-calendar') {
    return `the dates of ${problem.params.uniqueId} lie between those of the others, so that nothing can be added up.`;
  }
  const { column, known } = problem.params;
  const there = known.length > 0 ? `Columns that group its series: ${known.join(', ')}` : 'No column groups its series';
  return `--levels-of has no "${column}". ${there}.`;
}
