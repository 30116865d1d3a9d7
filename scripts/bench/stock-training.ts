/** The same networks as one writes them in stock TensorFlow.js, with its layers, its Adam and its gradients. */
import * as tf from '@tensorflow/tfjs';
import { blocks, heads, horizonSteps, type TrainingCase } from './training-cases.ts';

type Apply = (x: tf.Tensor) => tf.Tensor;

function createRecurrent({ kind, time, features, hidden, layers = 1, dropout }: TrainingCase): Apply {
  const layer = kind === 'lstm' ? tf.layers.lstm : tf.layers.gru;
  const recur = (at: number) =>
    layer({
      units: hidden,
      inputShape: [time, at === 0 ? features : hidden],
      recurrentActivation: 'sigmoid',
      returnSequences: at < layers - 1,
    });
  const model = tf.sequential({
    layers: [
      ...Array.from({ length: layers }, (_, at) => recur(at) as tf.layers.Layer),
      ...(dropout > 0 ? [tf.layers.dropout({ rate: dropout })] : []),
      tf.layers.dense({ units: horizonSteps }),
    ],
  });
  return (x) => model.apply(x, { training: true }) as tf.Tensor;
}

/** Scaled dot-product attention of [batch, tokens, 3 size]. */
function attend(qkv: tf.Tensor, size: number): tf.Tensor {
  const [batch, tokens] = qkv.shape;
  const perHead = size / heads;
  const [queries, keys, values] = tf
    .split(qkv, 3, 2)
    .map((part) => tf.transpose(tf.reshape(part, [batch, tokens, heads, perHead]), [0, 2, 1, 3]));
  const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(perHead));
  const mixed = tf.matMul(tf.softmax(scores), values);
  return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [batch, tokens, size]);
}

/** Of ops: the gradient of the stock layer takes ten times as long, through thousands of slices. */
function createNorm(size: number): Apply {
  const [gain, bias] = [tf.variable(tf.ones([size])), tf.variable(tf.zeros([size]))];
  return (x) => {
    const { mean, variance } = tf.moments(x, -1, true);
    return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5))), gain), bias);
  };
}

function gelu(x: tf.Tensor): tf.Tensor {
  const inner = tf.mul(tf.add(x, tf.mul(tf.mul(tf.square(x), x), 0.044715)), Math.sqrt(2 / Math.PI));
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
}

function createTransformer({ time, hidden, dropout }: TrainingCase): Apply {
  const call = (layer: tf.layers.Layer) => (x: tf.Tensor) => layer.apply(x) as tf.Tensor;
  const dense = (units: number) => call(tf.layers.dense({ units }));
  const norm = () => createNorm(hidden);
  const drop = (x: tf.Tensor) => (dropout > 0 ? tf.dropout(x, dropout) : x);
  const embed = dense(hidden);
  const positions = tf.variable(tf.randomNormal([time, hidden], 0, 0.02));
  const layers = Array.from({ length: blocks }, () => ({
    norm1: norm(),
    qkv: dense(3 * hidden),
    out: dense(hidden),
    norm2: norm(),
    up: dense(2 * hidden),
    down: dense(hidden),
  }));
  const [last, head] = [norm(), dense(horizonSteps)];
  return (x) => {
    let tokens = drop(tf.add(embed(x), positions));
    for (const { norm1, qkv, out, norm2, up, down } of layers) {
      tokens = tf.add(tokens, drop(out(attend(qkv(norm1(tokens)), hidden))));
      tokens = tf.add(tokens, drop(down(gelu(up(norm2(tokens))))));
    }
    return head(drop(tf.reshape(last(tokens), [x.shape[0], time * hidden])));
  };
}

/** Makes one step of training on a batch that stays the same. */
export function createStockStep(one: TrainingCase): () => void {
  const x = tf.randomNormal([one.batch, one.time, one.features]);
  const y = tf.randomNormal([one.batch, horizonSteps]);
  const apply = one.kind === 'transformer' ? createTransformer(one) : createRecurrent(one);
  const optimizer = tf.train.adam(1e-3);
  return () => {
    tf.tidy(() => {
      optimizer.minimize(() => tf.losses.meanSquaredError(y, apply(x)) as tf.Scalar);
    });
  };
}
