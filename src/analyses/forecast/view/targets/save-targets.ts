/** All targets that were forecast together as files. */
import type { ModelResult } from '../../../../evaluation/results.ts';
import { baseName, downloadBlob, saveCsv } from '../../../../export/download.ts';
import { writeForecastsCsv } from '../../../../export/forecast-csv.ts';
import { writeNixtlaCsv } from '../../../../export/nixtla-csv.ts';
import { type TargetResults, targetSheets } from '../../../../export/targets-sheets.ts';
import { writeXlsx } from '../../../../export/xlsx/write-xlsx.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { TargetsWords } from './words/targets-words.ts';

export const targetFiles = ['csv', 'xlsx', 'nixtla'] as const;
export type TargetFile = (typeof targetFiles)[number];

/** Which of the two ways of learning forecasts; empty where only one was tried. */
export function sayWay({ say }: TargetsWords, { together }: ModelResult): string {
  if (!together) return '';
  return say(together.isKept ? 'targets.is-together' : 'targets.is-alone');
}

function sheetsOf(words: TargetsWords, page: Words, targets: readonly TargetResults[]) {
  const { say } = words;
  return targetSheets(targets, {
    forecast: say('targets.sheet-forecast'),
    errors: say('targets.sheet-errors'),
    target: say('targets.target'),
    period: say('targets.period'),
    model: say('targets.model'),
    error: say('targets.error'),
    together: say('targets.together'),
    alone: say('targets.alone'),
    forecasts: say('targets.forecasts'),
    low: (level) => say('targets.low', { level }),
    high: (level) => say('targets.high', { level }),
    modelName: ({ model }) => page.say(`model.${model}`),
    wayOf: (result) => sayWay(words, result),
  });
}

/** The taken forecast of each target. */
function takenOnly(targets: readonly TargetResults[]) {
  return targets.map(({ series, results: [{ model, forecast, intervals }] }) => ({
    uniqueId: series.uniqueId,
    history: { ...series, y: { length: series.length } },
    forecast,
    intervals,
    model,
    plan: null,
  }));
}

/**
 * Saves every model of every target as CSV or as a workbook, or the taken forecasts as Nixtla's libraries read them.
 *
 * @param source the name of the file that they are of
 */
export async function saveTargets(
  file: TargetFile,
  source: string,
  targets: readonly TargetResults[],
  { words, page }: { words: TargetsWords; page: Words },
): Promise<void> {
  const name = `${baseName(source)}-targets`;
  switch (file) {
    case 'csv':
      return saveCsv(`${name}.csv`, writeForecastsCsv(targets));
    case 'xlsx':
      return downloadBlob(`${name}.xlsx`, await writeXlsx(words.say('targets.board'), sheetsOf(words, page, targets)));
    case 'nixtla':
      return downloadBlob(`${name}-nixtla.csv`, await writeNixtlaCsv(takenOnly(targets)));
  }
}
