/** What became of the rows of a file, and of the sums of what they hold, in words. */
import type { Words } from '../../i18n/words.ts';
import type { RowsAccount } from '../../series/row-account.ts';
import type { TargetSum } from '../../series/sum-account.ts';
import type { PanelList } from '../../session/shown.ts';

/** What became of the rows of the table shown; null where that is not known yet. */
export function accountOf(panel: PanelList): RowsAccount | null {
  if (panel.state === 'single') return panel.account;
  return panel.state === 'listed' ? panel.overview.account : null;
}

const reasons = [
  ...(['comments', 'repeated-headers', 'totals', 'period-totals', 'footnotes', 'tables-below', 'plans'] as const),
  ...(['undated', 'no-value', 'zero-filled', 'cut-off', 'unfinished'] as const),
  ...(['too-few-values', 'too-many-gaps', 'irregular-dates', 'too-many-series', 'values-too-large'] as const),
];

function sayReason({ say }: Words, { reason, rows }: { reason: string; rows: number }): string {
  return say(`account.${reasons.find((known) => known === reason) ?? 'other'}`, { count: rows });
}

/** Whether the sum of a column in the file is another than that in its series. */
export function isExplained({ leftOut, changed }: TargetSum): boolean {
  return leftOut.length > 0 || changed.length > 0;
}

/** `sales: 1,200 in the file; 1,150 in the series; 50 in 2 rows without a date`. */
export function saySum(words: Words, { column, inFile, inSeries, leftOut, changed }: TargetSum): string {
  const { say, number } = words;
  const sum = (value: number) => number(value, 9);
  if (leftOut.length === 0 && changed.length === 0) return say('sums.same', { column, sum: sum(inFile) });
  const parts = [
    say('sums.in-series', { sum: sum(inSeries) }),
    ...leftOut.map((left) => say('sums.left-out', { sum: sum(left.sum), rows: sayReason(words, left) })),
    ...changed.map(({ by, sum: taken, put = 0 }) => say(`sums.${by}`, { sum: sum(taken), put: sum(put) })),
  ];
  return say('sums.differ', { column, sum: sum(inFile), parts: parts.join(say('sums.between')) });
}

/** Rows read are rows used and rows left out, each for its reason. */
export function sayAccount(
  words: Words,
  { rowsRead, rowsUsed, leftOut }: RowsAccount,
): { sentence: string; reasons: { reason: string; text: string }[] } {
  const { say } = words;
  return {
    sentence:
      leftOut.length === 0
        ? say('account.all', { count: rowsRead })
        : say('account.some', { used: rowsUsed, count: rowsRead, left: rowsRead - rowsUsed }),
    reasons: leftOut.map((left) => ({ reason: left.reason, text: sayReason(words, left) })),
  };
}
