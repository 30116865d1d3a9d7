import { type Attributes, defineOp, type OpInputs } from '../op.ts';
import { columns, rows, sizesOf, slopeOfSigmoid, weightGradients } from '../recurrent.ts';
import * as tf from '../tf.ts';

/** [y, gates, candidates, fromState]: gates z and r, and the candidate's share of the state before r, all [time x batch, ...]. */
function forward(inputs: OpInputs): tf.Tensor[] {
  const { x, kernel, recurrent, bias } = inputs;
  const { time, batch, features, hidden } = sizesOf(inputs);
  const flat = tf.reshape(x, [time * batch, features]) as tf.Tensor2D;
  const [inputBias, stateBias] = tf.unstack(bias);
  const fromInput = tf.add(tf.matMul(flat, kernel as tf.Tensor2D), inputBias);

  let h = tf.zeros([batch, hidden]) as tf.Tensor2D;
  const states: tf.Tensor[] = [];
  const gates: tf.Tensor[] = [];
  const candidates: tf.Tensor[] = [];
  const shares: tf.Tensor[] = [];
  for (let t = 0; t < time; t += 1) {
    const input = rows(fromInput, t * batch, batch);
    const state = tf.add(tf.matMul(h, recurrent as tf.Tensor2D), stateBias);
    const gate = tf.sigmoid(tf.add(columns(input, 0, hidden, 2), columns(state, 0, hidden, 2)));
    const z = columns(gate, 0, hidden);
    const share = columns(state, 2, hidden);
    const candidate = tf.tanh(tf.add(columns(input, 2, hidden), tf.mul(columns(gate, 1, hidden), share)));
    h = tf.add(candidate, tf.mul(z, tf.sub(h, candidate)));
    states.push(h);
    gates.push(gate);
    candidates.push(candidate);
    shares.push(share);
  }
  return [
    tf.reshape(tf.concat(states, 0), [time, batch, hidden]),
    tf.concat(gates, 0),
    tf.concat(candidates, 0),
    tf.concat(shares, 0),
  ];
}

function backward(inputs: OpInputs, attributes: Attributes): tf.Tensor[] {
  const { dy, y, recurrent, reserve0: gates, reserve1: candidates, reserve2: shares } = inputs;
  const [time, batch, hidden] = dy.shape;
  const dyFlat = tf.reshape(dy, [time * batch, hidden]);
  const states = tf.reshape(y, [time * batch, hidden]);
  const before = tf.concat([tf.zeros([batch, hidden]), rows(states, 0, (time - 1) * batch)], 0);
  const z = columns(gates, 0, hidden);
  const r = columns(gates, 1, hidden);
  const intoUpdate = tf.mul(tf.sub(before, candidates), slopeOfSigmoid(z));
  const intoCandidate = tf.mul(tf.sub(1, z), tf.sub(1, tf.square(candidates)));
  const intoReset = tf.mul(shares, slopeOfSigmoid(r));
  const uTransposed = tf.transpose(recurrent) as tf.Tensor2D;

  let dh: tf.Tensor | null = null;
  const fromInput: tf.Tensor[] = new Array(time);
  const fromState: tf.Tensor[] = new Array(time);
  for (let t = time - 1; t >= 0; t -= 1) {
    const at = t * batch;
    const fromAbove = rows(dyFlat, at, batch);
    const dhNow: tf.Tensor = dh === null ? fromAbove : tf.add(fromAbove, dh);
    const dzUpdate = tf.mul(dhNow, rows(intoUpdate, at, batch));
    const dzCandidate = tf.mul(dhNow, rows(intoCandidate, at, batch));
    const dzReset = tf.mul(dzCandidate, rows(intoReset, at, batch));
    fromInput[t] = tf.concat([dzUpdate, dzReset, dzCandidate], 1);
    fromState[t] = tf.concat([dzUpdate, dzReset, tf.mul(dzCandidate, rows(r, at, batch))], 1);
    if (t > 0) dh = tf.add(tf.mul(dhNow, rows(z, at, batch)), tf.matMul(fromState[t] as tf.Tensor2D, uTransposed));
  }
  const dzInput = tf.concat(fromInput, 0) as tf.Tensor2D;
  const dzState = tf.concat(fromState, 0) as tf.Tensor2D;
  const { dx, dKernel, dRecurrent } = weightGradients(inputs, dzInput, dzState, attributes);
  return [...dx, dKernel, dRecurrent, tf.stack([tf.sum(dzInput, 0), tf.sum(dzState, 0)])];
}

defineOp('GruSequence', forward);
defineOp('GruSequenceGrad', backward);
