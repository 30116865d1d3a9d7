import { type Attributes, defineOp, type OpInputs } from '../op.ts';
import { columns, rows, sizesOf, slopeOfSigmoid, weightGradients } from '../recurrent.ts';
import * as tf from '../tf.ts';

/** [y, gates, candidates, cells, squashed]: what the backward half needs, all but y as [time x batch, ...]. */
function forward(inputs: OpInputs): tf.Tensor[] {
  const { x, kernel, recurrent, bias } = inputs;
  const { time, batch, features, hidden } = sizesOf(inputs);
  const flat = tf.reshape(x, [time * batch, features]) as tf.Tensor2D;
  const fromInput = tf.add(tf.matMul(flat, kernel as tf.Tensor2D), bias);

  let h = tf.zeros([batch, hidden]) as tf.Tensor2D;
  let c = tf.zeros([batch, hidden]) as tf.Tensor2D;
  const states: tf.Tensor[] = [];
  const cells: tf.Tensor[] = [c];
  const gates: tf.Tensor[] = [];
  const candidates: tf.Tensor[] = [];
  const squashed: tf.Tensor[] = [];
  for (let t = 0; t < time; t += 1) {
    const z = tf.add(rows(fromInput, t * batch, batch), tf.matMul(h, recurrent as tf.Tensor2D));
    const gate = tf.sigmoid(z);
    const candidate = tf.tanh(columns(z, 2, hidden));
    c = tf.add(tf.mul(columns(gate, 1, hidden), c), tf.mul(columns(gate, 0, hidden), candidate));
    const tanhC = tf.tanh(c);
    h = tf.mul(columns(gate, 3, hidden), tanhC);
    states.push(h);
    cells.push(c);
    gates.push(gate);
    candidates.push(candidate);
    squashed.push(tanhC);
  }
  return [
    tf.reshape(tf.concat(states, 0), [time, batch, hidden]),
    tf.concat(gates, 0),
    tf.concat(candidates, 0),
    tf.concat(cells.slice(0, time), 0),
    tf.concat(squashed, 0),
  ];
}

function backward(inputs: OpInputs, attributes: Attributes): tf.Tensor[] {
  const { dy, recurrent } = inputs;
  const { reserve0: gates, reserve1: candidates, reserve2: cells, reserve3: squashed } = inputs;
  const [time, batch, hidden] = dy.shape;
  const dyFlat = tf.reshape(dy, [time * batch, hidden]);
  const i = columns(gates, 0, hidden);
  const f = columns(gates, 1, hidden);
  const o = columns(gates, 3, hidden);
  // What turns (dc, dc, dc, dh) into the gradient before the gates, for every step at once.
  const beforeGates = tf.concat(
    [
      tf.mul(candidates, slopeOfSigmoid(i)),
      tf.mul(cells, slopeOfSigmoid(f)),
      tf.mul(i, tf.sub(1, tf.square(candidates))),
      tf.mul(squashed, slopeOfSigmoid(o)),
    ],
    1,
  );
  const throughCell = tf.mul(o, tf.sub(1, tf.square(squashed)));
  const uTransposed = tf.transpose(recurrent) as tf.Tensor2D;

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
  const dz = tf.concat(dzs, 0) as tf.Tensor2D;
  const { dx, dKernel, dRecurrent } = weightGradients(inputs, dz, dz, attributes);
  return [...dx, dKernel, dRecurrent, tf.sum(dz, 0)];
}

defineOp('LstmSequence', forward);
defineOp('LstmSequenceGrad', backward);
