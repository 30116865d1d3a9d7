import type { Words } from '../../i18n/words.ts';
import type { RowsAccount } from '../../series/row-account.ts';
import type { TargetSum } from '../../series/sum-account.ts';
import { useSession, useWords } from '../shell/context.ts';
import styles from './reading.module.css';

const reasons = [
  ...(['comments', 'repeated-headers', 'totals', 'period-totals', 'footnotes', 'tables-below', 'plans'] as const),
  ...(['undated', 'no-value', 'zero-filled', 'cut-off', 'unfinished'] as const),
  ...(['too-few-values', 'too-many-gaps', 'irregular-dates', 'too-many-series', 'values-too-large'] as const),
];

/** Columns whose sums are named one by one. */
const mostColumns = 12;

function sayReason({ say }: Words, { reason, rows }: { reason: string; rows: number }): string {
  return say(`account.${reasons.find((known) => known === reason) ?? 'other'}`, { count: rows });
}

/** `sales: 1,200 in the file; 1,150 in the series; 50 in 2 rows without a date`. */
function saySum(words: Words, { column, inFile, inSeries, leftOut, changed }: TargetSum): string {
  const { say, number } = words;
  const sum = (value: number) => number(value, 9);
  const isSame = leftOut.length === 0 && changed.length === 0;
  if (isSame) return say('sums.same', { column, sum: sum(inFile) });
  const parts = [
    say('sums.in-series', { sum: sum(inSeries) }),
    ...leftOut.map((left) => say('sums.left-out', { sum: sum(left.sum), rows: sayReason(words, left) })),
    ...changed.map((change) => say(`sums.${change.by}`, { sum: sum(change.sum) })),
  ];
  return say('sums.differ', { column, sum: sum(inFile), parts: parts.join(say('sums.between')) });
}

/** The sum of each column in the file is that in its series, but for what is named. */
function Sums({ sums }: { sums: readonly TargetSum[] }) {
  const words = useWords();
  const { say } = words;
  const differing = sums.filter(({ leftOut, changed }) => leftOut.length > 0 || changed.length > 0);
  const shown = [...differing, ...sums.filter((one) => !differing.includes(one))].slice(0, mostColumns);
  const left = sums.length - shown.length;
  return (
    <details data-testid="sums-accounted">
      <summary>{say(differing.length > 0 ? 'sums.explained' : 'sums.agree')}</summary>
      <ul>
        {shown.map((one) => (
          <li key={one.column}>{saySum(words, one)}</li>
        ))}
        {left > 0 && <li>{say('sums.more', { count: left })}</li>}
      </ul>
    </details>
  );
}

/** Rows read are rows used and rows left out, each for its reason; and so are the sums of what they hold. */
export function RowsAccounted() {
  const words = useWords();
  const { say } = words;
  const panel = useSession((state) => state.panel);
  const account: RowsAccount | null =
    panel.state === 'single' ? panel.account : panel.state === 'listed' ? panel.overview.account : null;
  if (!account) return null;
  const { rowsRead, rowsUsed, leftOut, sums } = account;
  return (
    <div className={styles.account}>
      {leftOut.length === 0 ? (
        <p data-testid="rows-accounted">{say('account.all', { count: rowsRead })}</p>
      ) : (
        <details data-testid="rows-accounted">
          <summary>{say('account.some', { used: rowsUsed, count: rowsRead, left: rowsRead - rowsUsed })}</summary>
          <ul>
            {leftOut.map(({ reason, rows }) => (
              <li key={reason} data-reason={reason}>
                {sayReason(words, { reason, rows })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {sums.length > 0 && <Sums sums={sums} />}
    </div>
  );
}
