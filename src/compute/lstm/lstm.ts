import * as tf from '../tf.ts';

/** Weights of one LSTM layer in the Keras layout: gates i, f, c, o side by side. */
export type LstmWeights = {
  /** [features, 4 hidden] */
  kernel: tf.Tensor2D;
  /** [hidden, 4 hidden] */
  recurrent: tf.Tensor2D;
  /** [4 hidden] */
  bias: tf.Tensor1D;
};

function rows(x: tf.Tensor, from: number, count: number): tf.Tensor2D {
  return tf.slice(x, [from, 0], [count, x.shape[1] as number]) as tf.Tensor2D;
}

function block(x: tf.Tensor, gate: number, hidden: number): tf.Tensor2D {
  return tf.slice(x, [0, gate * hidden], [x.shape[0], hidden]) as tf.Tensor2D;
}

/**
 * The whole sequence through one LSTM layer (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000;
 * sigmoid gates), from a zero state.
 *
 * Built of tfjs ops with a gradient of its own: the input product and all weight gradients are one matrix product each
 * over every time step, and only what truly recurs is done step by step.
 *
 * @param x [time, batch, features]
 * @returns [time, batch, hidden], the hidden state after each step
 */
export function lstmSequence(x: tf.Tensor3D, { kernel, recurrent, bias }: LstmWeights): tf.Tensor3D {
  const [time, batch, features] = x.shape;
  const hidden = recurrent.shape[0];

  const op = tf.customGrad((...args) => {
    const [input, w, u, b, save] = args as unknown as [
      tf.Tensor3D,
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor1D,
      tf.GradSaveFunc,
    ];
    const flat = tf.reshape(input, [time * batch, features]) as tf.Tensor2D;
    const fromInput = tf.add(tf.matMul(flat, w), b);

    let h = tf.zeros([batch, hidden]) as tf.Tensor2D;
    let c = tf.zeros([batch, hidden]) as tf.Tensor2D;
    const states: tf.Tensor2D[] = [];
    const cells: tf.Tensor2D[] = [c];
    const gates: tf.Tensor2D[] = [];
    const candidates: tf.Tensor2D[] = [];
    const squashed: tf.Tensor2D[] = [];
    for (let t = 0; t < time; t += 1) {
      const z = tf.add(rows(fromInput, t * batch, batch), tf.matMul(h, u));
      const gate = tf.sigmoid(z) as tf.Tensor2D;
      const candidate = tf.tanh(block(z, 2, hidden));
      c = tf.add(tf.mul(block(gate, 1, hidden), c), tf.mul(block(gate, 0, hidden), candidate));
      const tanhC = tf.tanh(c);
      h = tf.mul(block(gate, 3, hidden), tanhC);
      states.push(h);
      cells.push(c);
      gates.push(gate);
      candidates.push(candidate);
      squashed.push(tanhC);
    }
    const output = tf.concat(states, 0);
    save([
      input,
      w,
      u,
      output,
      tf.concat(gates, 0),
      tf.concat(candidates, 0),
      tf.concat(cells.slice(0, time), 0),
      tf.concat(squashed, 0),
    ]);
    return {
      value: tf.reshape(output, [time, batch, hidden]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => lstmGradients(dy as tf.Tensor3D, saved),
    };
  });
  return op(x, kernel, recurrent, bias) as tf.Tensor3D;
}

function lstmGradients(dy: tf.Tensor3D, saved: tf.Tensor[]): tf.Tensor[] {
  const [input, w, u, output, gates, candidates, cells, squashed] = saved;
  const [time, batch, hidden] = dy.shape;
  const features = w.shape[0] as number;
  const dyFlat = tf.reshape(dy, [time * batch, hidden]);

  const i = block(gates, 0, hidden);
  const f = block(gates, 1, hidden);
  const o = block(gates, 3, hidden);
  const slope = (y: tf.Tensor) => tf.mul(y, tf.sub(1, y));
  // What turns (dc, dc, dc, dh) into the gradient before the gates, for every step at once.
  const beforeGates = tf.concat(
    [
      tf.mul(candidates, slope(i)),
      tf.mul(cells, slope(f)),
      tf.mul(i, tf.sub(1, tf.square(candidates))),
      tf.mul(squashed, slope(o)),
    ],
    1,
  );
  const throughCell = tf.mul(o, tf.sub(1, tf.square(squashed)));
  const uTransposed = tf.transpose(u) as tf.Tensor2D;

  let dh: tf.Tensor | null = null;
  let dc: tf.Tensor | null = null;
  const dzs: tf.Tensor2D[] = new Array(time);
  for (let t = time - 1; t >= 0; t -= 1) {
    const at = t * batch;
    const fromAbove = rows(dyFlat, at, batch);
    const dhNow: tf.Tensor = dh === null ? fromAbove : tf.add(fromAbove, dh);
    const fromHidden = tf.mul(dhNow, rows(throughCell, at, batch));
    const dcNow: tf.Tensor = dc === null ? fromHidden : tf.add(dc, fromHidden);
    const dz = tf.mul(tf.concat([dcNow, dcNow, dcNow, dhNow], 1), rows(beforeGates, at, batch)) as tf.Tensor2D;
    dzs[t] = dz;
    if (t > 0) {
      dh = tf.matMul(dz, uTransposed);
      dc = tf.mul(dcNow, rows(f, at, batch));
    }
  }
  const dzAll = tf.concat(dzs, 0) as tf.Tensor2D;
  const flat = tf.reshape(input, [time * batch, features]);
  const dInput = tf.reshape(tf.matMul(dzAll, tf.transpose(w)), [time, batch, features]);
  const dKernel = tf.matMul(tf.transpose(flat), dzAll);
  const dRecurrent =
    time > 1
      ? tf.matMul(tf.transpose(rows(output, 0, (time - 1) * batch)), rows(dzAll, batch, (time - 1) * batch))
      : tf.zerosLike(u);
  const dBias = tf.sum(dzAll, 0);
  return [dInput, dKernel, dRecurrent, dBias];
}
