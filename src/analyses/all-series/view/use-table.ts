/** The table as it stands: made anew where what came in, or what is asked of it, has changed. */
import { useDeferredValue, useMemo } from 'react';
import { classifyValue } from '../../../planning/classify-value.ts';
import { useWords } from '../../../ui/shell/context.ts';
import type { FileBrief } from '../inputs.ts';
import { planShown, type ShownPlan } from '../state/plan-shown.ts';
import type { FileResults, Results } from '../state/results.ts';
import { countFilters, groupRows, selectRows, type TableData, type TableLines, worthsOf } from '../state/table-rows.ts';
import { useAllSeries } from './context.ts';

export type Table = {
  /** As it is planned. */
  results: Results;
  plan: ShownPlan | null;
  data: TableData;
  rows: readonly number[];
  lines: TableLines;
  counts: ReturnType<typeof countFilters>;
};

export function useTable(shown: FileResults, leafFile: FileBrief): Table {
  const { language } = useWords();
  const view = useDeferredValue(useAllSeries((state) => state.view));
  const overrides = useAllSeries((state) => state.overrides);
  const addedUp = useAllSeries((state) => state.addedUp);
  const { file } = shown;
  const plan = useMemo(() => planShown(shown, leafFile, addedUp, overrides), [shown, leafFile, addedUp, overrides]);
  const results = useMemo(() => (plan ? { ...shown.results, sum: plan.sums } : shown.results), [plan, shown]);
  const data = useMemo((): TableData => {
    const worths = worthsOf(shown.file, results);
    return { file: shown.file, results, worths, classes: classifyValue(worths) };
  }, [shown, results]);
  const counts = useMemo(() => countFilters(data), [data]);
  const rows = useMemo(() => selectRows(data, view, language), [data, view, language]);
  const lines = useMemo(() => {
    const grouping = file.groupings.find(({ column }) => column === view.group) ?? null;
    return groupRows(rows, grouping, results);
  }, [rows, view.group, file, results]);
  return { results, plan, data, rows, lines, counts };
}
