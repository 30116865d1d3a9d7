/** Networks tested as the page does it, from the command line. */
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { readNames, readWhole, UsageError } from './usage.mjs';

/** @typedef {typeof import('../../src/score/source.ts')} Source */
/**
 * @typedef {{ input?: string, models: string, augmentation?: string, search?: string, seeds?: string, last?: string, first?: string,
 *   horizon?: string, lookback?: string, season?: string, json: boolean }} Flags
 */

/** @param {Source} source @param {Flags} flags */
export async function scorePageWay(source, flags) {
  if (!flags.input) throw new UsageError('page needs --input FILE.');
  const models = /** @type {import('../../src/forecasters/model-cards.ts').ModelId[]} */ (
    readNames(flags.models, 'models', source.modelIds)
  );
  const seeds = readWhole(flags.seeds, 'seeds', 3);
  const last = flags.last
    ? readWhole(flags.last, 'last', null)
    : flags.first
      ? -readWhole(flags.first, 'first', null)
      : null;
  const lengths = {
    ...(flags.horizon ? { horizonSteps: readWhole(flags.horizon, 'horizon', null) } : {}),
    ...(flags.lookback ? { lookBackSteps: readWhole(flags.lookback, 'lookback', null) } : {}),
    ...(flags.season ? { seasonLength: readWhole(flags.season, 'season', null) } : {}),
  };
  const series = await source.readFirstSeries(await openAsBlob(flags.input), basename(flags.input), last);
  await source.startBackend({ asked: null, wasmFiles: source.wasmFilesInNode() });
  /** @param {object} row */
  const tell = (row) => console.log(flags.json ? JSON.stringify(row) : row);
  if (flags.search) {
    const minutes = readWhole(flags.search, 'search', null);
    for (let seed = 1; seed <= seeds; seed += 1)
      tell(await source.scoreSearch(series, models, { seed, minutes, ...lengths }));
    return;
  }
  const ways = /** @type {import('../../src/forecasters/settings.ts').AugmentationChoice[]} */ (
    readNames(flags.augmentation ?? 'off', 'augmentation', source.augmentationChoices)
  );
  for (const model of models) {
    for (const way of ways) tell(await source.scoreAugmentation(series, model, way, { seeds, ...lengths }));
  }
}
