import { describe, expect, it } from 'vitest';
import type { ModelResult } from '../../../../evaluation/results.ts';
import { makeMetrics, makeResult } from '../../../../evaluation/testing/make-result.ts';
import { type ModelId, modelIds } from '../../../../forecasters/model-cards.ts';
import { initialView } from '../../state/view.ts';
import { colorLines, focusOf, mostLines, shownModels } from './shown-lines.ts';

function resultOf(model: ModelId, mae: number): ModelResult {
  return makeResult(model, { metrics: makeMetrics(1, { mae, mase: mae }), maeRatioToNaive: 1 });
}

// The later a model runs, the better it does here.
const everyModel = modelIds.map((model, at) => resultOf(model, 100 - at));
const bestFirst = [...modelIds].reverse();

describe('the lines shown', () => {
  it('are the best three and the seasonal naive', () => {
    expect(shownModels(everyModel, initialView, null)).toEqual([...bestFirst.slice(0, 3), 'seasonal-naive']);
  });

  it('follow what was switched on and off', () => {
    const view = { ...initialView, lines: { [bestFirst[0]]: false, mean: true } };
    expect(shownModels(everyModel, view, null)).toEqual([...bestFirst.slice(1, 3), 'mean', 'seasonal-naive']);
  });

  it('are no more than can be told apart, and never without the one in focus', () => {
    const lines = Object.fromEntries(modelIds.slice(-8).map((model) => [model, true]));
    const shown = shownModels(everyModel, { ...initialView, lines }, null);
    expect(shown).toHaveLength(mostLines);
    const few = Object.fromEntries(bestFirst.slice(0, 5).map((model) => [model, true]));
    expect(shownModels(everyModel, { ...initialView, lines: few, focus: 'mean' }, null)).toContain('mean');
  });
});

describe('the model in detail', () => {
  it('is the one in focus, else the one taken, never the one that only came out ahead', () => {
    const withTheta = everyModel.filter(({ model }) => model !== 'auto' && model !== 'quick');
    expect(focusOf(withTheta, initialView, 'theta')?.model).toBe('theta');
    expect(focusOf(withTheta, { ...initialView, focus: 'mean' }, 'theta')?.model).toBe('mean');
    expect(focusOf(everyModel, initialView, null)?.model).toBe('auto');
    expect(focusOf(everyModel.slice(0, 1), { ...initialView, focus: 'mean' }, null)?.model).toBe('seasonal-naive');
    expect(focusOf([], initialView, null)).toBeNull();
  });

  it('is drawn, wherever it ranks', () => {
    expect(shownModels(everyModel, initialView, 'theta')).toContain('theta');
    const few = Object.fromEntries(bestFirst.slice(0, 6).map((model) => [model, true]));
    expect(shownModels(everyModel, { ...initialView, lines: few }, 'theta')).toContain('theta');
    expect(shownModels(everyModel, { ...initialView, lines: { theta: false } }, 'theta')).not.toContain('theta');
  });
});

describe('the colours', () => {
  it('differ among the lines shown, whichever they are', () => {
    for (let from = 0; from + mostLines <= modelIds.length; from += 1) {
      const shown = modelIds.slice(from, from + mostLines);
      const colors = shown.map((model) => colorLines(everyModel, shown)[model]);
      expect(new Set(colors).size).toBe(mostLines);
      expect(colors).not.toContain(undefined);
    }
  });

  it('stay the same for the models of a small run, whatever is shown', () => {
    const run = (['seasonal-naive', 'ets', 'theta', 'auto', 'lstm', 'transformer'] as const).map((model) =>
      resultOf(model, 1),
    );
    const all = colorLines(
      run,
      run.map(({ model }) => model),
    );
    expect(colorLines(run, ['transformer']).transformer).toBe(all.transformer);
    expect(all.auto).toBe('var(--series-combination)');
    expect(all['seasonal-naive']).toBe('var(--series-baseline)');
  });

  it('are only for lines that are drawn', () => {
    expect(colorLines(everyModel, ['ets']).theta).toBeUndefined();
  });
});
