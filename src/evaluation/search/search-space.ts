/** Settings to try: what is drawn from, and how. */
import { createRandom, type Random } from '../../base/random.ts';
import { adviseOn } from '../../forecasters/advice.ts';
import { idleNumbersOf, isNetwork, type ModelId, modelIds } from '../../forecasters/model-cards.ts';
import { type NetworkNumber, settingCards } from '../../forecasters/setting-cards.ts';
import { checkSettings, type Settings } from '../../forecasters/settings.ts';
import type { SeriesTraits } from '../../series/traits.ts';

const networkIds = modelIds.filter(isNetwork);
const widths = [8, 16, 32, 64, 128];
const depths = [1, 1, 2];
const dropouts = [0, 0.1, 0.2, 0.3, 0.5];
const rates = { low: 5e-4, high: 2e-2 };
const decays = { low: 1e-4, high: 1e-1 };
/** What does not suit the series is drawn again so many times. */
const mostDraws = 50;

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)];
}

/** Evenly over the orders of magnitude, to two digits. */
function pickBetween(random: Random, { low, high }: { low: number; high: number }): number {
  return Number((low * (high / low) ** random()).toPrecision(2));
}

/** Look-backs of whole seasons or horizons, and the present one. */
function lookBacksFor({ seasonLength, horizonSteps, lookBackSteps }: Settings): number[] {
  const units = seasonLength > 1 ? [1, 2, 3, 4].map((seasons) => seasons * seasonLength) : [];
  const all = [...units, horizonSteps, 2 * horizonSteps, 4 * horizonSteps, lookBackSteps];
  return [...new Set(all)].filter((steps) => steps >= 2).sort((a, b) => a - b);
}

/** Pieces of a season, its half or its quarter, or of an eighth of the look-back. */
function patchesFor({ seasonLength }: Settings, lookBackSteps: number): number[] {
  const all = [1, seasonLength / 4, seasonLength / 2, seasonLength, lookBackSteps / 8].map(Math.round);
  return [...new Set(all)].filter((length) => length >= 1 && 2 * length <= lookBackSteps);
}

/** The numbers of these names as they are. */
function pickIdle(network: Settings['network'], names: readonly NetworkNumber[]): Partial<Settings['network']> {
  return Object.fromEntries(names.map((name) => [name, network[name]]));
}

function drawOnce(random: Random, base: Settings): Settings {
  const model = pick(random, networkIds);
  const lookBackSteps = pick(random, lookBacksFor(base));
  const hiddenSize = pick(random, widths);
  return {
    ...base,
    models: [model],
    lookBackSteps,
    network: {
      ...base.network,
      hiddenSize,
      heads: Math.min(4, hiddenSize / 4),
      layers: pick(random, depths),
      learningRate: pickBetween(random, rates),
      dropout: pick(random, dropouts),
      weightDecay: pickBetween(random, decays),
      loss: pick(random, settingCards.loss.choices),
      normalisation: pick(random, settingCards.normalisation.choices),
      averaging: random() < 0.5,
      augmentation: random() < 0.5 ? 'off' : 'on',
      patchLength: pick(random, patchesFor(base, lookBackSteps)),
      // Heads belong to the width that they divide.
      ...pickIdle(
        base.network,
        idleNumbersOf(model).filter((name) => name !== 'heads'),
      ),
      ...(idleNumbersOf(model).includes('hiddenSize') ? { heads: base.network.heads } : {}),
    },
  };
}

/**
 * The `index`th settings of a search: kind of network, look-back, size, layers, rate, dropout, decay, loss, normalisation,
 * averaging, augmentation and patches at random, all else as in `base`. The same seed and index give the same settings, whatever else was
 * drawn.
 *
 * @param base settings that the series is long enough for
 * @param traits of what the candidates are tried on
 */
export function drawSettings(base: Settings, traits: SeriesTraits, index: number): Settings {
  const random = createRandom(base.seed, 1000 + index);
  let drawn = drawOnce(random, base);
  for (let draw = 1; draw < mostDraws && !suits(drawn, traits); draw += 1) drawn = drawOnce(random, base);
  return suits(drawn, traits) ? drawn : { ...drawn, lookBackSteps: base.lookBackSteps };
}

function suits(settings: Settings, traits: SeriesTraits): boolean {
  if (!checkSettings(settings, traits.length).ok) return false;
  const [model] = settings.models;
  // How often a network is corrected follows from the effort, and what judges it from the series, not from what was drawn.
  return adviseOn(model, traits, settings).every(
    ({ code }) => code === 'few-corrections' || code === 'few-validation-windows',
  );
}

/** The settings of each network chosen, one network of each kind; of the first kind where none is chosen. */
export function currentCandidates(base: Settings): { model: ModelId; settings: Settings }[] {
  const chosen = base.models.filter((model) => isNetwork(model));
  return (chosen.length > 0 ? chosen : networkIds.slice(0, 1)).map((model) => ({
    model,
    settings: { ...base, models: [model] },
  }));
}
