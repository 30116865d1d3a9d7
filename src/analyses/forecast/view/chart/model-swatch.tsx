import type { ModelId } from '../../../../forecasters/model-cards.ts';
import { lineColor, Swatch } from '../../../../ui/chart/swatch.tsx';
import { useLineColors } from './use-line-colors.ts';

/** A short piece of a model's line as the chart draws it. */
export function ModelSwatch({ line }: { line: ModelId | 'actual' }) {
  return <Swatch color={lineColor(line, useLineColors())} />;
}
