import { drawPermutation, type Random } from '../../base/random.ts';

/**
 * Which windows each epoch learns from, at random and none before its turn: where an epoch takes all of them, in a new order
 * each time, what is lacking in the last batch from the beginning of it; where it takes fewer, the next epoch goes on with
 * those that have not had their turn. Every window counts alike, so each series takes part in proportion to how many it has.
 *
 * @param starts where the windows start
 * @param perEpoch windows an epoch takes
 * @returns a function that gives the starts of the next epoch, [perEpoch]
 */
export function createWindowPicker(starts: Int32Array, perEpoch: number, random: Random): () => Int32Array {
  if (perEpoch >= starts.length) {
    return () => {
      const order = drawPermutation(starts.length, random);
      return Int32Array.from({ length: perEpoch }, (_, at) => starts[order[at % order.length]]);
    };
  }
  const order = starts.slice();
  let next = 0;
  return () => {
    const picked = new Int32Array(perEpoch);
    for (let at = 0; at < perEpoch; at += 1) {
      const other = next + Math.floor(random() * (order.length - next));
      picked[at] = order[other];
      order[other] = order[next];
      order[next] = picked[at];
      next = (next + 1) % order.length;
    }
    return picked;
  };
}
