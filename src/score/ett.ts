/**
 * The ETT benchmark's protocol (Zhou et al. 2021, as in LTSF-Linear and PatchTST): 12, 4 and 4 months to train, validate and test,
 * every channel standardised by its training part, errors on standardised values over all windows at stride 1.
 */
import { fitScaler, scale } from '../series/scaling.ts';
import { windowStarts } from '../series/window-starts.ts';

const hourly = { rowsPerMonth: 30 * 24 };
const quarterHourly = { rowsPerMonth: 30 * 24 * 4 };
export const ettSets = { ETTh1: hourly, ETTh2: hourly, ETTm1: quarterHourly, ETTm2: quarterHourly } as const;
export type EttSet = keyof typeof ettSets;

const months = { train: 12, validation: 4, test: 4 };
export type EttPart = keyof typeof months;

export type EttData = {
  /** [channels x rows] standardised channels end to end */
  values: Float32Array;
  channels: number;
  rows: number;
  /** Where each part's targets lie among a channel's rows. */
  parts: Record<EttPart, { from: number; to: number }>;
};

export type EttLengths = { lookBackSteps: number; horizonSteps: number };

/**
 * @param csv a whole file of the set: `date` and the channels
 * @throws {Error} where it has fewer rows than the protocol needs
 */
export function readEtt(csv: string, set: EttSet): EttData {
  const { rowsPerMonth } = ettSets[set];
  const [header, ...lines] = csv.trim().split('\n');
  const channels = header.split(',').length - 1;
  const trainTo = months.train * rowsPerMonth;
  const validationTo = trainTo + months.validation * rowsPerMonth;
  const rows = validationTo + months.test * rowsPerMonth;
  if (lines.length < rows) throw new Error(`${set} needs ${rows} rows, but has ${lines.length}`);
  const columns = Array.from({ length: channels }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row += 1) {
    const cells = lines[row].split(',');
    for (let channel = 0; channel < channels; channel += 1) columns[channel][row] = Number(cells[channel + 1]);
  }
  const values = new Float32Array(channels * rows);
  columns.forEach((column, channel) => {
    values.set(scale(column, fitScaler(column.subarray(0, trainTo))), channel * rows);
  });
  const parts = {
    train: { from: 0, to: trainTo },
    validation: { from: trainTo, to: validationTo },
    test: { from: validationTo, to: rows },
  };
  return { values, channels, rows, parts };
}

/** Where the windows of a part start in `values`, channel after channel; all but the first part borrow their first look-back. */
export function ettStarts({ channels, rows, parts }: EttData, part: EttPart, lengths: EttLengths): Int32Array {
  const { lookBackSteps, horizonSteps } = lengths;
  const starts = windowStarts(parts[part], { span: lookBackSteps + horizonSteps, judgedFrom: lookBackSteps });
  const all = new Int32Array(channels * starts.length);
  for (let channel = 0; channel < channels; channel += 1) {
    starts.forEach((start, at) => {
      all[channel * starts.length + at] = channel * rows + start;
    });
  }
  return all;
}

/** Forecasts for the windows that start at `starts`: [windows x horizon], standardised. */
export type WindowForecast = (starts: Int32Array) => Promise<Float32Array> | Float32Array;

const batch = 2048;

/** MSE and MAE over all windows of a part, steps and channels, on standardised values. */
export async function scoreEtt(
  data: EttData,
  part: EttPart,
  lengths: EttLengths,
  forecast: WindowForecast,
): Promise<{ mse: number; mae: number; windows: number }> {
  const { lookBackSteps, horizonSteps } = lengths;
  const starts = ettStarts(data, part, lengths);
  let squares = 0;
  let distances = 0;
  for (let from = 0; from < starts.length; from += batch) {
    const some = starts.subarray(from, from + batch);
    const yhat = await forecast(some);
    some.forEach((start, window) => {
      for (let step = 0; step < horizonSteps; step += 1) {
        const error = yhat[window * horizonSteps + step] - data.values[start + lookBackSteps + step];
        squares += error * error;
        distances += Math.abs(error);
      }
    });
  }
  const count = starts.length * horizonSteps;
  return { mse: squares / count, mae: distances / count, windows: starts.length / data.channels };
}

/** The forecast that repeats each window's last value. */
export function repeatLast({ values }: EttData, { lookBackSteps, horizonSteps }: EttLengths): WindowForecast {
  return (starts) => {
    const yhat = new Float32Array(starts.length * horizonSteps);
    starts.forEach((start, window) => {
      yhat.fill(values[start + lookBackSteps - 1], window * horizonSteps, (window + 1) * horizonSteps);
    });
    return yhat;
  };
}
