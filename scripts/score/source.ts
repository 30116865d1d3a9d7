/** What the command line needs of the app: the one entry that scripts/score.mjs bundles. */

export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { makeSheets } from '../../src/export/forecast-book.ts';
export { writeXlsx } from '../../src/export/xlsx/write-xlsx.ts';
export { takeWeightsFrom } from '../../src/forecasters/pretrained/load-weights.ts';
export { readWeightsInNode } from '../../src/forecasters/weights-in-node.ts';
export { chooseLengths } from '../../src/score/choose-lengths.ts';
export { ettSets, readEtt, repeatLast, scoreEtt } from '../../src/score/ett.ts';
export { ettModels, scoreEttModel } from '../../src/score/ett-models.ts';
export { scoreFineTuned } from '../../src/score/fine-tuned.ts';
export { globalModels, scoreGlobalModel } from '../../src/score/global-networks.ts';
export { holdOut, m4Sets, readM4 } from '../../src/score/m4-competition.ts';
export { matchActuals } from '../../src/score/match-actuals.ts';
export { augmentationChoices, cutSeries, modelIds, scoreAugmentation, scoreSearch } from '../../src/score/page-way.ts';
export { planTotals, reconcilePanel, tasksAtEnd } from '../../src/score/panel-totals.ts';
export { countStatuses, labelPoint, readSeries } from '../../src/score/read-series.ts';
export { readZip } from '../../src/score/read-zip.ts';
export { makeBook, nameLevel } from '../../src/score/score-book.ts';
export { scoreSeries, scoreTogether } from '../../src/score/score-series.ts';
export { needsTensors, runsTogether, scoredModels } from '../../src/score/scored-models.ts';
export { summariseScores } from '../../src/score/summarise-scores.ts';
export { firstTargets, scoreTargets } from '../../src/score/targets.ts';
export { scoredLevels, writeScoredCsv } from '../../src/score/write-scored-csv.ts';
export { sumRepairs } from '../inspect/sum-repairs.ts';
export { bookSettings, sayBook, sayModel, sayTotalsProblem } from './book-source.ts';
export { sayFileProblem, saySeriesProblem } from './say-problem.ts';
