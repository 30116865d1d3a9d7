import { useMemo } from 'react';
import type { ModelResult } from '../../../../evaluation/results.ts';
import type { LineColors } from '../../../../ui/chart/drawing.ts';
import { shownWork } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { useTakenModel } from '../taken-model.tsx';
import { colorLines, shownModels } from './shown-lines.ts';

const noResults: ModelResult[] = [];

/** The colours of the lines in the chart, for what else on the page is about a model. */
export function useLineColors(): LineColors {
  const results = useForecast(({ run }) => shownWork(run)?.results ?? noResults);
  const view = useForecast((state) => state.view);
  const taken = useTakenModel();
  return useMemo(() => colorLines(results, shownModels(results, view, taken)), [results, view, taken]);
}
