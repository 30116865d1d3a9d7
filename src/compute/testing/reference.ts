/** The operations by their definitions, one number at a time, in double precision. */
import { createRandom } from '../../base/random.ts';

export type Values = Float64Array;

/** Values between -1 and 1 that float32 holds exactly. */
export function drawValues(size: number, seed: number): Values {
  const random = createRandom(seed);
  return Float64Array.from({ length: size }, () => Math.fround(2 * random() - 1));
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

export type SequenceShape = { time: number; batch: number; features: number; hidden: number };

/** bias + x · kernel + h · recurrent for one gate's unit. */
function weigh(values: Values, at: number, count: number, weights: Values, width: number, column: number): number {
  let sum = 0;
  for (let k = 0; k < count; k += 1) sum += values[at + k] * weights[k * width + column];
  return sum;
}

/** Runs `step` for each time, row and unit; it gets the row's places in x and in the state before, and gives the new state. */
function runSequence(
  { time, batch, features, hidden }: SequenceShape,
  step: (place: { x: number; before: number; at: number; unit: number; states: Values }) => number,
): Values {
  // The state before the first step is a row of zeros in front.
  const states = new Float64Array((time + 1) * batch * hidden);
  for (let t = 0; t < time; t += 1) {
    for (let row = 0; row < batch; row += 1) {
      const x = (t * batch + row) * features;
      const before = (t * batch + row) * hidden;
      for (let unit = 0; unit < hidden; unit += 1) {
        const at = before + batch * hidden + unit;
        states[at] = step({ x, before, at, unit, states });
      }
    }
  }
  return states.slice(batch * hidden);
}

export function lstmReference(shape: SequenceShape, [x, kernel, recurrent, bias]: Values[]): Values {
  const { features, hidden, batch, time } = shape;
  const width = 4 * hidden;
  const cells = new Float64Array((time + 1) * batch * hidden);
  return runSequence(shape, ({ x: input, before, at, unit, states }) => {
    const [i, f, g, o] = [0, 1, 2, 3].map((gate) => {
      const column = gate * hidden + unit;
      const fromInput = weigh(x, input, features, kernel, width, column);
      return bias[column] + fromInput + weigh(states, before, hidden, recurrent, width, column);
    });
    cells[at] = sigmoid(f) * cells[before + unit] + sigmoid(i) * Math.tanh(g);
    return sigmoid(o) * Math.tanh(cells[at]);
  });
}

export function gruReference(shape: SequenceShape, [x, kernel, recurrent, bias]: Values[]): Values {
  const { features, hidden } = shape;
  const width = 3 * hidden;
  return runSequence(shape, ({ x: input, before, unit, states }) => {
    const parts = [0, 1, 2].map((gate) => {
      const column = gate * hidden + unit;
      return {
        fromInput: bias[column] + weigh(x, input, features, kernel, width, column),
        fromState: bias[width + column] + weigh(states, before, hidden, recurrent, width, column),
      };
    });
    const [z, r] = parts.map(({ fromInput, fromState }) => sigmoid(fromInput + fromState));
    const n = Math.tanh(parts[2].fromInput + r * parts[2].fromState);
    return z * states[before + unit] + (1 - z) * n;
  });
}

export function rnnReference(shape: SequenceShape, [x, kernel, recurrent, bias]: Values[]): Values {
  const { features, hidden } = shape;
  return runSequence(shape, ({ x: input, before, unit, states }) => {
    const fromInput = weigh(x, input, features, kernel, hidden, unit);
    return Math.tanh(bias[unit] + fromInput + weigh(states, before, hidden, recurrent, hidden, unit));
  });
}

export function layerNormReference(size: number, [x, gain, bias]: Values[]): Values {
  return x.map((value, at) => {
    const row = x.subarray(at - (at % size), at - (at % size) + size);
    const mean = row.reduce((sum, other) => sum + other, 0) / size;
    const variance = row.reduce((sum, other) => sum + (other - mean) ** 2, 0) / size;
    return ((value - mean) / Math.sqrt(variance + 1e-5)) * gain[at % size] + bias[at % size];
  });
}

export type AttentionShape = { batch: number; tokens: number; size: number; heads: number };

export function attentionReference({ batch, tokens, size, heads }: AttentionShape, [qkv]: Values[]): Values {
  const perHead = size / heads;
  const y = new Float64Array(batch * tokens * size);
  const place = (b: number, token: number, part: number, column: number) =>
    ((b * tokens + token) * 3 + part) * size + column;
  for (let at = 0; at < y.length; at += 1) {
    const column = at % size;
    const token = Math.floor(at / size) % tokens;
    const b = Math.floor(at / size / tokens);
    const head = column - (column % perHead);
    const scores = Array.from({ length: tokens }, (_, other) => {
      let dot = 0;
      for (let c = head; c < head + perHead; c += 1) dot += qkv[place(b, token, 0, c)] * qkv[place(b, other, 1, c)];
      return Math.exp(dot / Math.sqrt(perHead));
    });
    const total = scores.reduce((sum, score) => sum + score, 0);
    y[at] = scores.reduce((sum, score, other) => sum + (score / total) * qkv[place(b, other, 2, column)], 0);
  }
  return y;
}

export const activationReferences: Record<'none' | 'relu' | 'tanh' | 'sigmoid' | 'gelu', (z: number) => number> = {
  none: (z) => z,
  relu: (z) => Math.max(0, z),
  tanh: Math.tanh,
  sigmoid,
  gelu: (z) => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3))),
};

export function linearReference(
  { inputs, outputs }: { inputs: number; outputs: number },
  activate: (z: number) => number,
  [x, kernel, bias]: Values[],
): Values {
  return Float64Array.from({ length: (x.length / inputs) * outputs }, (_, at) => {
    const column = at % outputs;
    const row = Math.floor(at / outputs);
    return activate(bias[column] + weigh(x, row * inputs, inputs, kernel, outputs, column));
  });
}

/** Loss of yhat [rows, columns, levels] over the rows that count. */
export function lossReference(
  loss: { kind: string; delta?: number; quantiles?: readonly number[] },
  columns: number,
  yhat: Values,
  y: Values,
  mask: Values,
): number {
  const levels = loss.quantiles ?? [0.5];
  const counted = mask.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  yhat.forEach((value, at) => {
    const place = Math.floor(at / levels.length);
    const error = y[place] - value;
    const size = Math.abs(error);
    const delta = loss.delta ?? 0;
    const quantile = levels[at % levels.length];
    const parts: Record<string, number> = {
      mse: error ** 2,
      mae: size,
      huber: size <= delta ? 0.5 * error ** 2 : delta * (size - 0.5 * delta),
      pinball: Math.max(quantile * error, (quantile - 1) * error),
    };
    sum += parts[loss.kind] * mask[Math.floor(place / columns)];
  });
  return sum / (counted * columns * levels.length);
}

/** Slopes of `f` at some places of each input by central differences: [input][place] pairs. */
export function findSlopes(
  f: (inputs: Values[]) => number,
  inputs: Values[],
  placesPerInput: number,
): { input: number; place: number; slope: number }[] {
  const nudge = 1e-5;
  return inputs.flatMap((values, input) => {
    const stride = Math.max(1, Math.floor(values.length / placesPerInput));
    const places = Array.from({ length: Math.ceil(values.length / stride) }, (_, at) => at * stride);
    return places.map((place) => {
      const lossAt = (by: number) => {
        const moved = values.slice();
        moved[place] += by;
        return f(inputs.map((other, at) => (at === input ? moved : other)));
      };
      return { input, place, slope: (lossAt(nudge) - lossAt(-nudge)) / (2 * nudge) };
    });
  });
}
