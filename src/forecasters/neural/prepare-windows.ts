import { type Scaler, scale } from '../../series/scaling.ts';
import { thinOut, windowStarts } from '../../series/window-starts.ts';
import type { TrainingData } from '../training/learner.ts';

const mostValidationWindows = 512;

/** All of the histories end to end, each scaled by its own scaler. */
function layEndToEnd(histories: readonly Float64Array[], scalers: readonly Scaler[]): Float32Array {
  const values = new Float32Array(histories.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  histories.forEach((history, series) => {
    values.set(scale(history, scalers[series]), offset);
    offset += history.length;
  });
  return values;
}

/**
 * Where the windows of all histories start; the windows themselves are cut on the device, a batch at a time. Every window
 * counts alike, so a history takes part in proportion to its length.
 *
 * @param validationSteps points at the end of each history that are not learnt from: validation windows end in them
 */
export function prepareWindows(
  histories: readonly Float64Array[],
  scalers: readonly Scaler[],
  validationSteps: number,
  window: Omit<TrainingData, 'values' | 'trainStarts' | 'validationStarts'>,
): TrainingData {
  const { lookBackSteps, horizonSteps } = window;
  const shape = { span: lookBackSteps + horizonSteps, judgedFrom: lookBackSteps };
  const startsIn = (length: number, from: number, to: number) =>
    windowStarts({ from, to: Math.min(to, length) }, shape);
  const partsOf = (length: number) => {
    const trainEnd = length - validationSteps;
    const train = startsIn(length, 0, trainEnd);
    return { train, validation: validationSteps > 0 ? startsIn(length, trainEnd, length) : new Int32Array(0) };
  };
  const parts = histories.map(({ length }) => partsOf(length));
  const join = (part: 'train' | 'validation') => {
    const all = new Int32Array(parts.reduce((sum, starts) => sum + starts[part].length, 0));
    let offset = 0;
    let at = 0;
    histories.forEach(({ length }, series) => {
      for (const start of parts[series][part]) all[at++] = offset + start;
      offset += length;
    });
    return all;
  };
  return {
    ...window,
    values: layEndToEnd(histories, scalers),
    trainStarts: join('train'),
    validationStarts: thinOut(join('validation'), mostValidationWindows),
  };
}
