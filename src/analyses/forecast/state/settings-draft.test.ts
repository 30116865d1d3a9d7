import { describe, expect, it } from 'vitest';
import { defaultModels, isNetwork, type ModelId } from '../../../forecasters/model-cards.ts';
import { describeSeries } from '../../../series/describe-series.ts';
import { nothingPicked, type PickedModels, pickModels, type SeriesRead, settingsForNewData } from './settings-draft.ts';

const month = { unit: 'month', every: 1 } as const;

function readOf(length: number, valueAt: (at: number) => number = (at) => 100 + (at % 12)): SeriesRead {
  const y = Float64Array.from({ length }, (_, at) => valueAt(at));
  return { series: { step: month, length }, facts: describeSeries(y) };
}
const modelsOf = (read: SeriesRead, picked: PickedModels = nothingPicked) =>
  settingsForNewData(read, null, picked).models;

describe('the models ticked at first', () => {
  it('are those that run by default where the series is long enough', () => {
    expect(modelsOf(readOf(144))).toEqual(defaultModels);
  });

  it('are none that the page itself says lack data or seasons', () => {
    const few = modelsOf(readOf(72));
    expect(few.some(isNetwork)).toBe(false);
    expect(few).toContain('theta');
    const short = modelsOf(readOf(30));
    expect(short).not.toContain('theta');
    expect(short).toContain('auto');
    expect(modelsOf(readOf(14))).toEqual(['seasonal-naive', 'pretrained', 'auto']);
  });

  it('are those of rare demand too where most of it is nothing', () => {
    const rare = (at: number) => (at % 3 === 0 ? 5 + (at % 4) : 0);
    expect(modelsOf(readOf(60, rare))).toEqual(expect.arrayContaining(['croston', 'tsb']));
    expect(modelsOf(readOf(60))).not.toContain('croston');
    expect(modelsOf(readOf(60, (at) => (at % 3 === 0 ? -5 : 0)))).not.toContain('croston');
  });

  it('stay as they were picked, on another series too', () => {
    const before = settingsForNewData(readOf(144), null, nothingPicked);
    const without = (model: ModelId) => ({ ...before, models: before.models.filter((each) => each !== model) });
    const picked = pickModels(nothingPicked, before, without('ets'));
    expect(modelsOf(readOf(132), picked)).not.toContain('ets');
    const again = pickModels(picked, without('ets'), { ...before, models: [...before.models, 'croston'] });
    expect(modelsOf(readOf(132), again)).toEqual(expect.arrayContaining(['ets', 'croston']));
    expect(modelsOf(readOf(72), new Map([['lstm', true]]))).toContain('lstm');
    // Where no window fits there is nothing to train.
    expect(modelsOf(readOf(14), new Map([['lstm', true]]))).not.toContain('lstm');
  });
});
