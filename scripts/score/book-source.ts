/** Words and settings of a workbook that the command line writes. */
import { version } from '../../package.json';
import { en as listWords } from '../../src/analyses/all-series/view/words/en.ts';
import type { BookWord, ForecastBook } from '../../src/export/forecast-book.ts';
import { models } from '../../src/i18n/languages/en/models.ts';
import { en } from '../../src/i18n/workbook/en.ts';
import type { ReconcileMethod } from '../../src/planning/reconcile.ts';
import type { PanelTotals, ReconciledPanel, TotalsProblem } from '../../src/score/panel-totals.ts';
import type { SeriesFile } from '../../src/score/read-series.ts';
import { nameLevel } from '../../src/score/score-book.ts';

export function sayBook(key: BookWord, values: Readonly<Record<string, string | number>> = {}): string {
  return en[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** A model, and a way of making forecasts add up, as the page calls them. */
export function sayModel(model: string): string {
  return Object.entries(models).find(([key]) => key === `model.${model}`)?.[1] ?? model;
}

const sayMethod = (method: ReconcileMethod) => listWords[`all.method.${method}`];

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
  const columns = [file.columns.time ?? '', ...file.columns.ids, ...file.columns.targets].filter((name) => name !== '');
  const rows: [BookWord, string | number][] = [
    ['book.version', version],
    ['book.seed', 1],
    ['book.model', sayModel(model)],
    ['book.horizon', horizonSteps],
    ['book.season', seasonLength],
    ['book.columns', columns.join(', ')],
    ['book.rows-read', file.rows.read],
    ['book.rows-left-out', file.rows.leftOut],
    ['book.of-series', file.series.length + file.refused.length],
    ['book.left-out', file.refused.length],
    ['book.level-names', totals?.levels.map(nameLevel).join(', ') ?? ''],
    ['book.method', reconciled ? sayMethod(reconciled.method) : sayBook('book.not-added')],
    ['book.error-times', reconciled?.errorTimes ?? 0],
    ['book.raised', reconciled?.raised ?? 0],
    ['book.ended', file.atEnd.filter(({ noForecast }) => noForecast === 'ended').length],
  ];
  const faults = (totals?.columns ?? []).flatMap(({ name: column, missing, moved }) => [
    { label: sayBook('book.without', { column }), value: missing.length },
    { label: sayBook('book.moved', { column }), value: moved.length },
  ]);
  return [
    { label: sayBook('book.file'), value: path.split(/[\\/]/).at(-1) ?? path },
    { label: sayBook('book.made-on'), value: { ms: Date.now() - (Date.now() % 86_400_000) } },
    ...rows.map(([key, value]) => ({ label: sayBook(key), value })),
    ...faults.filter(({ value }) => value > 0),
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
