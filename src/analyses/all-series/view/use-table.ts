/** The table as it stands: made anew where what came in, or what is asked of it, has changed. */
import { useDeferredValue, useMemo } from 'react';
import { useWords } from '../../../ui/shell/context.ts';
import type { FileBrief } from '../inputs.ts';
import { planShown, type ShownPlan } from '../state/plan-shown.ts';
import type { Results } from '../state/results.ts';
import {
  classifyValue,
  countFilters,
  groupRows,
  searchTexts,
  selectRows,
  type TableData,
  type TableLine,
  worthsOf,
} from '../state/table-rows.ts';
import { useAllSeries } from './context.ts';

export type Table = {
  /** As it is planned. */
  results: Results;
  plan: ShownPlan | null;
  data: TableData;
  rows: readonly number[];
  lines: readonly TableLine[];
  counts: ReturnType<typeof countFilters>;
};

export function useTable(file: FileBrief, model: Results, leafFile: FileBrief): Table {
  const { language } = useWords();
  const version = useAllSeries((state) => state.version);
  const view = useDeferredValue(useAllSeries((state) => state.view));
  const overrides = useAllSeries((state) => state.overrides);
  const addedUp = useAllSeries((state) => state.addedUp);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns of results stay where they are, and the version counts what came in
  const plan = useMemo(
    () => planShown({ file, results: model }, leafFile, addedUp, overrides),
    [file, model, leafFile, addedUp, overrides, version],
  );
  const results = useMemo(() => (plan ? { ...model, sum: plan.sums } : model), [plan, model]);
  const texts = useMemo(() => searchTexts(file), [file]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns of results stay where they are, and the version counts what came in
  const data = useMemo((): TableData => {
    const worths = worthsOf(file, results);
    return { file, results, worths, classes: classifyValue(worths), texts };
  }, [file, results, texts, version]);
  const counts = useMemo(() => countFilters(data), [data]);
  const rows = useMemo(() => selectRows(data, view, language), [data, view, language]);
  const lines = useMemo(() => {
    const grouping = file.groupings.find(({ column }) => column === view.group) ?? null;
    return groupRows(rows, grouping, results);
  }, [rows, view.group, file, results]);
  return { results, plan, data, rows, lines, counts };
}
