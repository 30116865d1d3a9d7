/** Which models the chart draws, and in which colour. */
import { rankResults } from '../../../../evaluation/ranking.ts';
import { safestOf } from '../../../../evaluation/recommend-model.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import { type ModelId, modelCards } from '../../../../forecasters/model-cards.ts';
import type { LineColors } from '../../../../ui/chart/drawing.ts';
import { baselineModel } from '../../state/settings-draft.ts';
import type { View } from '../../state/view.ts';

/** More lines than this cannot be told apart. */
export const mostLines = 6;
/** How many of the best are drawn without being asked for. */
const bestLines = 3;
/** Colours for models that have none of their own: `--series-1` and so on. */
const slots = 6;

/** The model to show in detail: the one in focus, else the one whose forecast is taken. */
export function focusOf(
  results: readonly ModelResult[],
  { focus }: Pick<View, 'focus'>,
  taken: ModelId | null,
): ModelResult | null {
  const of = (wanted: ModelId | null) => results.find(({ model }) => model === wanted);
  return of(focus) ?? of(taken) ?? safestOf(results);
}

/** The models drawn, the best first: the best few, the baseline, the one taken and the one in focus, unless switched otherwise. */
export function shownModels(results: readonly ModelResult[], view: View, taken: ModelId | null): ModelId[] {
  const ranked = rankResults(results, view.metric).map(({ model }) => model);
  const wanted = ranked.filter(
    (model, at) =>
      view.lines[model] ?? (at < bestLines || model === baselineModel || model === taken || model === view.focus),
  );
  // What the user asked for is not crowded out by what is shown by default.
  const urgency = (model: ModelId) => (model === view.focus || model === taken ? 0 : view.lines[model] ? 1 : 2);
  const kept = [...wanted].sort((one, other) => urgency(one) - urgency(other)).slice(0, mostLines);
  return ranked.filter((model) => kept.includes(model));
}

/**
 * A colour for each model drawn. The first combination has the accent, the baseline its grey; every other model has a colour by
 * its place in the run, or the next one free.
 */
export function colorLines(results: readonly ModelResult[], shown: readonly ModelId[]): LineColors {
  const colors: LineColors = {};
  const taken = new Set<number>();
  const run = results.map(({ model }) => model);
  const combination = run.find((model) => modelCards[model].family === 'combination');
  const plain = run.filter((model) => model !== baselineModel && model !== combination);
  for (const model of shown) {
    if (model === baselineModel) colors[model] = 'var(--series-baseline)';
    else if (model === combination) colors[model] = 'var(--series-combination)';
  }
  for (const [place, model] of plain.entries()) {
    if (!shown.includes(model)) continue;
    let slot = place % slots;
    while (taken.has(slot)) slot = (slot + 1) % slots;
    taken.add(slot);
    colors[model] = `var(--series-${slot + 1})`;
  }
  return colors;
}
