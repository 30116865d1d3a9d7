import { defineOp, type OpInputs, runDifferentiable } from '../op.ts';
import * as tf from '../tf.ts';

/** [batch, rows] how often each row of the table is named. */
function countNames(codes: tf.Tensor, rows: number): tf.Tensor2D {
  const [batch, names] = codes.shape;
  const places = tf.range(0, rows, 1, 'float32');
  const away = tf.abs(tf.sub(tf.reshape(codes, [batch, names, 1]), tf.reshape(places, [1, 1, rows])));
  // A truth value cast to a number cannot be transposed on WebGPU, so that the one is had by arithmetic.
  return tf.sum(tf.relu(tf.sub(1, away)), 1) as tf.Tensor2D;
}

defineOp('EmbedRows', ({ table, codes }: OpInputs) => [
  tf.matMul(countNames(codes, table.shape[0]), table as tf.Tensor2D),
]);
defineOp('EmbedRowsGrad', ({ dy, table, codes }: OpInputs) => [
  tf.matMul(tf.transpose(countNames(codes, table.shape[0])) as tf.Tensor2D, dy as tf.Tensor2D),
]);

/**
 * Sums for each window the rows of a table that it names: a product with ones and zeros, without these.
 *
 * @param table [rows, width]
 * @param codes [batch, names] whole numbers of rows; none is added for a negative one. Nothing is learnt through them.
 * @returns [batch, width]
 */
export function embedRows(table: tf.Tensor2D, codes: tf.Tensor2D): tf.Tensor2D {
  return runDifferentiable({ name: 'EmbedRows', inputs: { table, codes }, constants: ['codes'] }) as tf.Tensor2D;
}
