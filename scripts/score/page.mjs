/** Networks tested as the page does it, from the command line. */
import { readNames, readWhole, requireFile, UsageError } from '../usage.mjs';
import { readSeriesFile, wantedColumns } from './panel.mjs';

/** @typedef {typeof import('./source.ts')} Source */
/**
 * @typedef {{ input?: string, models: string, augmentation?: string, search?: string, seeds?: string, last?: string, first?: string,
 *   horizon?: string, lookback?: string, season?: string, time?: string, id?: string, target?: string, together: boolean,
 *   json: boolean }} Flags
 */

/** @param {Source} source @param {Flags} flags @param {() => void} onFinished told of every line */
export async function scorePageWay(source, flags, onFinished) {
  const input = await requireFile(flags.input, 'page needs --input FILE: any file that the page reads.');
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
  const minutes = flags.search === undefined ? null : readWhole(flags.search, 'search', null);
  const ways = /** @type {import('../../src/forecasters/settings.ts').AugmentationChoice[]} */ (
    readNames(flags.augmentation ?? 'off', 'augmentation', source.augmentationChoices)
  );
  const file = await readSeriesFile(source, input, { ...wantedColumns(flags), withCovariates: false });
  const series = source.cutSeries(file.series[0], last);
  const targets = flags.together ? source.firstTargets(file, last) : null;
  if (flags.together && !targets) {
    const found = file.columns.targets.join(', ');
    throw new UsageError(
      `--together needs two columns of numbers on one rhythm: give --target COLUMN,COLUMN. It has: ${found}.`,
    );
  }
  source.takeWeightsFrom(() => source.readWeightsInNode());
  await source.startBackend({ asked: null, wasmFiles: source.wasmFilesInNode() });
  /** @param {object} row */
  const tell = (row) => {
    console.log(flags.json ? JSON.stringify(row) : row);
    onFinished();
  };
  if (minutes !== null) {
    for (let seed = 1; seed <= seeds; seed += 1)
      tell(await source.scoreSearch(series, models, { seed, minutes, ...lengths }));
    return;
  }
  if (targets) {
    for await (const row of source.scoreTargets(targets, models, { seeds, ...lengths })) tell(row);
    return;
  }
  for (const model of models) {
    for (const way of ways) tell(await source.scoreAugmentation(series, model, way, { seeds, ...lengths }));
  }
}
