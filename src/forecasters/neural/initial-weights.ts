import { createRandom, drawNormal, type Random } from '../../base/random.ts';
import * as tf from '../../compute/tf.ts';

/** Draws the first weights of a network, each kind as its paper says, from one seed. */
export class InitialWeights {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = createRandom(seed, 1);
  }

  /** [inputs, outputs] uniform, with the variance of Glorot and Bengio 2010; `gain` scales it. */
  glorot(inputs: number, outputs: number, gain = 1): tf.Tensor2D {
    const limit = gain * Math.sqrt(6 / (inputs + outputs));
    const values = Float32Array.from({ length: inputs * outputs }, () => (2 * this.#random() - 1) * limit);
    return tf.tensor2d(values, [inputs, outputs]);
  }

  /** [rows, columns] normal, for positions; the deviation of Devlin et al. 2019 unless given. */
  positions(rows: number, columns: number, deviation = 0.02): tf.Tensor2D {
    const values = Float32Array.from({ length: rows * columns }, () => deviation * drawNormal(this.#random));
    return tf.tensor2d(values, [rows, columns]);
  }

  /** [size, size x blocks] an orthogonal matrix for each block (Saxe et al. 2014), by Gram and Schmidt. */
  orthogonal(size: number, blocks: number): tf.Tensor2D {
    const values = new Float32Array(size * size * blocks);
    for (let block = 0; block < blocks; block += 1) {
      const rows: Float64Array[] = [];
      while (rows.length < size) {
        const row = Float64Array.from({ length: size }, () => drawNormal(this.#random));
        for (const earlier of rows) {
          const overlap = row.reduce((sum, value, at) => sum + value * earlier[at], 0);
          for (let at = 0; at < size; at += 1) row[at] -= overlap * earlier[at];
        }
        const norm = Math.hypot(...row);
        if (norm > 1e-6) rows.push(row.map((value) => value / norm));
      }
      rows.forEach((row, at) => {
        values.set(row, at * size * blocks + block * size);
      });
    }
    return tf.tensor2d(values, [size, size * blocks]);
  }
}
