/** What became of the rows of a file, in words. */
import type { Words } from '../../i18n/words.ts';
import type { RowsAccount } from '../../series/row-account.ts';
import type { PanelList } from '../../session/shown.ts';

/** What became of the rows of the table shown; null where that is not known yet. */
export function accountOf(panel: PanelList): RowsAccount | null {
  if (panel.state === 'single') return panel.account;
  return panel.state === 'listed' ? panel.overview.account : null;
}

const reasons = [
  ...(['comments', 'repeated-headers', 'totals', 'period-totals', 'footnotes', 'tables-below', 'plans'] as const),
  ...(['undated', 'no-value', 'zero-filled', 'cut-off', 'unfinished'] as const),
  ...(['too-few-values', 'too-many-gaps', 'irregular-dates', 'too-many-series'] as const),
];

/** Rows read are rows used and rows left out, each for its reason. */
export function sayAccount(
  { say }: Words,
  { rowsRead, rowsUsed, leftOut }: RowsAccount,
): { sentence: string; reasons: { reason: string; text: string }[] } {
  return {
    sentence:
      leftOut.length === 0
        ? say('account.all', { count: rowsRead })
        : say('account.some', { used: rowsUsed, count: rowsRead, left: rowsRead - rowsUsed }),
    reasons: leftOut.map(({ reason, rows }) => ({
      reason,
      text: say(`account.${reasons.find((known) => known === reason) ?? 'other'}`, { count: rows }),
    })),
  };
}
