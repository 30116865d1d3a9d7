import type { ModelResult } from '../../../../evaluation/results.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { Split } from '../../../../series/split.ts';

/** Where the series is cut, in points and percent. */
export function saySplit({ say, percent }: Words, { length, trainEnd, validationEnd }: Split): string {
  const train = trainEnd;
  const validation = validationEnd - trainEnd;
  const test = length - validationEnd;
  return say('results.split', {
    points: say('count.points', { count: length }),
    train,
    trainShare: percent(train / length),
    validation,
    validationShare: percent(validation / length),
    test,
    testShare: percent(test / length),
  });
}

/** That lines of the test part are made of several forecasts; nothing where they are of one. */
export function sayTestParts({ say }: Words, results: readonly ModelResult[]): string[] {
  const count = Math.max(0, ...results.map(({ test }) => test.length));
  return count > 1 ? [say('results.test-parts', { count })] : [];
}
