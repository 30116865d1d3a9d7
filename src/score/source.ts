/** What the command line needs of the app: the one entry that scripts/score.mjs bundles. */

export { startBackend } from '../compute/backend.ts';
export { wasmFilesInNode } from '../compute/wasm-files-in-node.ts';
export { readTable } from '../table/read-table.ts';
export { ettSets, readEtt, repeatLast, scoreEtt } from './ett.ts';
export { ettModels, scoreEttModel } from './ett-models.ts';
export { globalModels, scoreGlobalModel } from './global-networks.ts';
export { holdOut, m4Sets, readM4 } from './m4.ts';
export {
  augmentationChoices,
  modelIds,
  readFirstSeries,
  scoreAugmentation,
  scoreSearch,
} from './page-way.ts';
export { readLong } from './read-long.ts';
export { readZip } from './read-zip.ts';
export { scoreSeries } from './score-series.ts';
export { scoredModels } from './scored-models.ts';
export { summariseScores } from './summarise-scores.ts';
export { writeScoredCsv } from './write-scored-csv.ts';
