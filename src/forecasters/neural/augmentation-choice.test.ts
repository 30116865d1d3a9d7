import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../compute/backend.ts';
import { wasmFilesInNode } from '../../compute/wasm-files-in-node.ts';
import { FitDiverged, type FitTask, type Forecaster } from '../forecaster.ts';
import { createSingle } from '../registry.ts';
import { defaultSettings } from '../settings.ts';
import { createAugmentationChoice } from './augmentation-choice.ts';

beforeAll(async () => {
  await startBackend({ asked: 'wasm', wasmFiles: wasmFilesInNode() });
});

const horizonSteps = 5;
const ramp = Float64Array.from({ length: 100 }, (_, at) => at);
const never = { signal: new AbortController().signal };

/** Forecasts what comes on the ramp, but for an error; it notes what it was fitted to. */
function off(error: number, fits: FitTask[], asked: number[][] = []): Forecaster {
  return {
    async fit(task) {
      fits.push(task);
      if (Number.isNaN(error)) throw new FitDiverged();
      return {
        fitEnd: 'all-epochs',
        epochs: 1,
        parameterCount: 1,
        curve: { train: [], validation: [] },
        async forecast(histories) {
          asked.push(histories.map(({ length }) => length));
          return histories.map(({ length }) => ({
            yhat: Float64Array.from({ length: horizonSteps }, (_, step) => length + step + error),
            quantiles: null,
          }));
        },
        dispose() {},
      };
    },
  };
}

function choiceOf(errors: { plain: number[]; augmented: number[] }) {
  const trial: FitTask[] = [];
  const last: { plain: FitTask[]; augmented: FitTask[] } = { plain: [], augmented: [] };
  const asked: number[][] = [];
  const forecaster = createAugmentationChoice({
    lookBackSteps: 10,
    horizonSteps,
    plain: off(0, last.plain),
    augmented: off(0, last.augmented),
    trials: errors.plain.map((plain, at) => ({
      plain: off(plain, trial, asked),
      augmented: off(errors.augmented[at], trial, asked),
    })),
  });
  return { forecaster, trial, last, asked };
}
const task = { histories: [ramp], validationSteps: 10, epochs: null };

describe('a backtest within the history', () => {
  test('takes augmentation where its error is lower with each of the seeds', async () => {
    const { forecaster, last } = choiceOf({ plain: [2, 4], augmented: [1.5, 3.5] });
    const { augmentation } = await forecaster.fit(task, never);
    expect(augmentation).toEqual({ used: true, errors: { plain: 3, augmented: 2.5 } });
    expect([last.plain.length, last.augmented.length]).toEqual([0, 1]);
  });

  test('leaves it out where it is not, or did as well, or came to nothing', async () => {
    for (const augmented of [
      [1, 5],
      [1, 4],
      [1, Number.NaN],
    ]) {
      const { forecaster, last } = choiceOf({ plain: [2, 4], augmented });
      expect((await forecaster.fit(task, never)).augmentation?.used).toBe(false);
      expect([last.plain.length, last.augmented.length]).toEqual([1, 0]);
    }
  });

  test('learns from the first four fifths, judges the last, and then learns from all of it as asked', async () => {
    const { forecaster, trial, last, asked } = choiceOf({ plain: [2], augmented: [1] });
    await forecaster.fit(task, never);
    expect(trial.map(({ histories }) => histories[0])).toEqual([ramp.subarray(0, 80), ramp.subarray(0, 80)]);
    expect(trial[0].validationSteps).toBe(10);
    expect(asked[0]).toEqual([80, 85, 90, 95]);
    expect(last.augmented[0]).toBe(task);
  });

  test('what is known beside the series is cut at the same points', async () => {
    const { forecaster, trial } = choiceOf({ plain: [2], augmented: [1] });
    const known = { future: [new Float64Array(105)], past: [ramp], statics: [], yearSteps: null };
    await forecaster.fit({ ...task, covariates: [known] }, never);
    expect(trial[0].covariates?.[0].future[0]).toHaveLength(85);
    expect(trial[0].covariates?.[0].past[0]).toEqual(ramp.subarray(0, 80));
  });
});

test('what was settled is followed without another backtest', async () => {
  for (const augmented of [true, false]) {
    const { forecaster, trial, last } = choiceOf({ plain: [2], augmented: [1] });
    await forecaster.fit({ ...task, validationSteps: 0, epochs: 3, augmented }, never);
    expect(trial).toHaveLength(0);
    expect([last.plain.length, last.augmented.length]).toEqual(augmented ? [0, 1] : [1, 0]);
  }
});

test('a history too short, or several of them, are learnt from as they are', async () => {
  for (const histories of [[ramp.subarray(0, 36)], [ramp, ramp]]) {
    const { forecaster, trial } = choiceOf({ plain: [2], augmented: [1] });
    expect((await forecaster.fit({ ...task, histories }, never)).augmentation).toEqual({ used: false, errors: null });
    expect(trial).toHaveLength(0);
  }
});

test('the epochs of all trainings go forward as one', async () => {
  const settings = { ...defaultSettings({ unit: 'month', every: 1 }, 100), horizonSteps, lookBackSteps: 10 };
  const network = { ...settings.network, epochs: 4, hiddenSize: 4, augmentation: 'auto' as const };
  const seen: { epoch: number; epochs: number; shareAnew?: number }[] = [];
  const wavy = ramp.map((value) => value + 5 * Math.sin(value));
  const fitted = await createSingle('nlinear', { ...settings, network }).fit(
    { ...task, histories: [wavy] },
    { ...never, onEpoch: (report) => seen.push({ ...report }) },
  );
  fitted.dispose();
  expect(fitted.augmentation?.errors?.plain).toBeGreaterThan(0);
  // Three seeds, each both ways, and what is kept: seven trainings of four epochs.
  expect(new Set(seen.map(({ epochs }) => epochs))).toEqual(new Set([28]));
  expect(new Set(seen.map(({ shareAnew }) => shareAnew))).toEqual(new Set([1 / 7]));
  expect(seen.every(({ epoch }, at) => at === 0 || epoch >= seen[at - 1].epoch)).toBe(true);
  expect(seen[seen.length - 1].epoch).toBe(28);
});

test('where nothing was tried, the one training begins with none of its epochs done', async () => {
  const settings = { ...defaultSettings({ unit: 'month', every: 1 }, 100), horizonSteps, lookBackSteps: 10 };
  const network = { ...settings.network, epochs: 4, hiddenSize: 4, augmentation: 'auto' as const };
  const seen: { epoch: number; epochs: number }[] = [];
  const fitted = await createSingle('nlinear', { ...settings, network }).fit(
    { ...task, histories: [ramp, ramp] },
    { ...never, onEpoch: ({ epoch, epochs }) => seen.push({ epoch, epochs }) },
  );
  fitted.dispose();
  expect(seen[seen.length - 1]).toEqual({ epoch: 4, epochs: 4 });
});

test('augmented windows lead elsewhere, and the same seed to the same place', async () => {
  const settings = { ...defaultSettings({ unit: 'month', every: 1 }, 100), horizonSteps, lookBackSteps: 10 };
  const wavy = ramp.map((value) => value + 5 * Math.sin(value));
  const forecastWith = async (augmentation: 'on' | 'off') => {
    const network = { ...settings.network, epochs: 4, hiddenSize: 4, augmentation };
    const fitted = await createSingle('gru', { ...settings, network }).fit({ ...task, histories: [wavy] }, never);
    const [{ yhat }] = await fitted.forecast([wavy], 0);
    fitted.dispose();
    return yhat;
  };
  const once = await forecastWith('on');
  expect(await forecastWith('on')).toEqual(once);
  expect(await forecastWith('off')).not.toEqual(once);
});
