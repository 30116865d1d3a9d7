/** What the legend says, on the page and in a saved picture. */
import { intervalLevels } from '../../evaluation/results.ts';
import type { ModelId } from '../../forecasters/model-cards.ts';
import type { Words } from '../../i18n/words.ts';
import type { MarkKind } from '../../series/marks.ts';
import { mostPoints } from '../../series/panel.ts';

/** A kind of mark, and how many points bear it. */
export function sayMark({ say, number }: Words, kind: MarkKind, count: number): string {
  const isAll = count < mostPoints || kind === 'filled' || kind === 'leading-zeros';
  return say('chart.mark', { what: say(`chart.mark.${kind}`), count: isAll ? count : `${number(count)}+` });
}

/** The intervals of a model. */
export function sayBands({ say, list, percent }: Words, model: ModelId): string {
  return say('chart.bands', {
    levels: list(intervalLevels.map((level) => percent(level / 100))),
    model: say(`model.${model}`),
  });
}
