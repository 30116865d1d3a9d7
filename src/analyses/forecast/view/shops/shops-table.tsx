import type { Shop } from '../../../../federation/round.ts';
import takeAway from '../take-away/take-away.module.css';
import styles from './shops.module.css';
import type { ShopsWords } from './words/shops-words.ts';

/** Who takes part, and what each tells of itself. */
export function ShopsTable({ words, shops }: { words: ShopsWords; shops: readonly Shop[] }) {
  const { say, number, fixed } = words;
  return (
    <div className={takeAway.scroll}>
      <table className={`${takeAway.table} ${styles.shops}`} data-testid="shops-shops">
        <thead>
          <tr>
            <th scope="col">{say('shops.shop')}</th>
            <th scope="col">{say('shops.windows')}</th>
            <th scope="col">{say('shops.before')}</th>
            <th scope="col">{say('shops.after')}</th>
          </tr>
        </thead>
        <tbody>
          {shops.map(({ label, windows, before, after }) => (
            <tr key={label} data-shop={label}>
              <th className={styles.label} scope="row">
                {label}
              </th>
              <td>{number(windows)}</td>
              <td>{before === null ? '–' : fixed(before, 2)}</td>
              <td>{after === null ? '–' : fixed(after, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
