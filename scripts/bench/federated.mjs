/** What shops gain that train one network by handing files on: errors in their tests over the seasonal naive's. */
import { bundleSource } from '../source.mjs';

/** Days of each shop; the last 56 are the test. */
const lengths = [160, 180, 200];
const seeds = [1, 2, 3, 4, 5];
const rounds = 4;
const epochs = 40;
const change = { hiddenSize: 32, layers: 1, heads: 2, patchLength: 7 };
/** Of the noise on each weight, over the norm that updates are kept to. */
const noises = [0.03, 0.1, 1, 10];
const clipNorm = 1;
const usualModels = /** @type {const} */ (['nlinear', 'gru', 'lstm', 'transformer']);

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** @param {number} value */
const short = (value) => Number(value.toPrecision(3));

/** @param {string[]} cases networks; four of them where absent */
export async function benchFederated(cases) {
  const bundle = await bundleSource('scripts/bench/federated-node.ts');
  try {
    /** @type {typeof import('./federated-node.ts')} */
    const { compareWays, epsilonOfShop, simulateShops, startBackend, wasmFilesInNode } = await import(bundle.url);
    await startBackend({ asked: null, wasmFiles: wasmFilesInNode() });
    const asked = usualModels.filter((model) => cases.length === 0 || cases.includes(model));
    /** @type {Record<string, object>} */
    const federated = {};
    for (const differ of [false, true]) {
      for (const model of asked) {
        /** @type {import('./federated-node.ts').Compared[]} */
        const found = [];
        for (const seed of seeds)
          found.push(await compareWays(simulateShops(seed, lengths, differ), { model, rounds, epochs, change }));
        const errorOf = (/** @type {'alone' | 'pooled' | 'together' | 'ownHeads'} */ way) =>
          mean(found.flatMap((compared) => compared[way]));
        const won = found.flatMap(({ alone, together }) => together.filter((error, at) => error < alone[at]));
        federated[`${model}, shops ${differ ? 'that differ' : 'alike'}`] = {
          alone: short(errorOf('alone')),
          pooled: short(errorOf('pooled')),
          together: short(errorOf('together')),
          ownHeads: short(errorOf('ownHeads')),
          overPooled: short(errorOf('together') / errorOf('pooled')),
          betterThanAlone: `${won.length} of ${seeds.length * lengths.length}`,
        };
      }
    }
    /** @type {Record<string, object>} */
    const federatedNoise = {};
    for (const multiplier of noises) {
      /** @type {import('./federated-node.ts').Compared[]} */
      const found = [];
      for (const seed of seeds) {
        const noise = { clipNorm, multiplier };
        found.push(
          await compareWays(simulateShops(seed, lengths), { model: 'nlinear', rounds, epochs, change, noise }),
        );
      }
      federatedNoise[`noise ${multiplier}`] = {
        epsilon: short(epsilonOfShop(multiplier, rounds)),
        together: short(mean(found.flatMap(({ together }) => together))),
      };
    }
    return { federated, federatedNoise };
  } finally {
    await bundle.dispose();
  }
}
