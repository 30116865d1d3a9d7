import type { TargetSum } from '../../series/sum-account.ts';
import { useSession, useWords } from '../shell/context.ts';
import styles from './reading.module.css';
import { accountOf, isExplained, sayAccount, saySum } from './say-account.ts';

/** Columns whose sums are named one by one. */
const mostColumns = 12;

/** The sum of each column in the file is that in its series, but for what is named. */
function Sums({ sums }: { sums: readonly TargetSum[] }) {
  const words = useWords();
  const { say } = words;
  const differing = sums.filter(isExplained);
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
  const account = useSession(({ panel }) => accountOf(panel));
  if (!account) return null;
  const { sentence, reasons } = sayAccount(words, account);
  const { sums } = account;
  return (
    <div className={styles.account}>
      {reasons.length === 0 ? (
        <p data-testid="rows-accounted">{sentence}</p>
      ) : (
        <details data-testid="rows-accounted">
          <summary>{sentence}</summary>
          <ul>
            {reasons.map(({ reason, text }) => (
              <li key={reason} data-reason={reason}>
                {text}
              </li>
            ))}
          </ul>
        </details>
      )}
      {sums.length > 0 && <Sums sums={sums} />}
    </div>
  );
}
