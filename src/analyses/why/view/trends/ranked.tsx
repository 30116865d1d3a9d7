import { useMemo, useState } from 'react';
import { Sparkline } from '../../../../ui/chart/sparkline.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import type { TrendItem, TrendItems } from '../../trends/items.ts';
import { saySignedShare } from './say-trends.ts';
import { groupsOf, type Riser, type TrendSummary } from './sum-trends.ts';
import styles from './trends.module.css';
import { trendsWords } from './words/trends-words.ts';

/** A list of more is read by nobody. */
const mostListed = 100;

type Shares = { of: string | null; shareOf: (item: TrendItem) => readonly [before: number, now: number] };

/** Of its group, by the first column that groups, or of the total. */
function findShares(found: TrendItems): Shares {
  const [at] = groupsOf(found);
  const groupOf = ({ groups }: TrendItem) => (at === undefined ? '' : groups[at]);
  const sums = new Map<string, [number, number]>();
  for (const item of found.items) {
    const sum = sums.get(groupOf(item)) ?? [0, 0];
    sums.set(groupOf(item), [sum[0] + item.units[0], sum[1] + item.units[1]]);
  }
  return {
    of: at === undefined ? null : found.groups[at],
    shareOf: (item) => {
      const sum = sums.get(groupOf(item)) ?? [0, 0];
      return [item.units[0] / sum[0], item.units[1] / sum[1]];
    },
  };
}

function Share({ share: [before, now] }: { share: readonly [number, number] }) {
  const words = useWords(trendsWords);
  if (!Number.isFinite(now)) return null;
  const points = 100 * (now - before);
  const by = `${points < 0 ? '−' : '+'}${words.fixed(Math.abs(points), 1)}`;
  return (
    <>
      {words.percent(now, 1)}{' '}
      {Number.isFinite(points) && Math.abs(points) >= 0.05 && (
        <span className={styles.beside}>{words.say('trends.points', { by })}</span>
      )}
    </>
  );
}

type RankedProps = {
  summary: TrendSummary;
  found: TrendItems;
  hasShares: boolean;
  onOpen: (uniqueId: string) => void;
};

/** Risers and fallers, each with its course, its change a year, and its share. */
export function Ranked({ summary, found, hasShares, onOpen }: RankedProps) {
  const words = useWords(trendsWords);
  const { say } = words;
  const { risers, fallers, tested } = summary;
  const [isFalling, setIsFalling] = useState(false);
  const shares = useMemo(() => (hasShares ? findShares(found) : null), [found, hasShares]);
  if (risers.length + fallers.length === 0) return null;
  const falls = risers.length === 0 || (isFalling && fallers.length > 0);
  const listed = falls ? fallers : risers;
  const untested = found.items.length - tested;
  const columns = [
    say('trends.series'),
    say('trends.course'),
    say('trends.a-year'),
    ...(shares ? [shares.of ? say('trends.share.group', { name: shares.of }) : say('trends.share')] : []),
  ];
  const change = ({ trend }: Riser) => (
    <>
      <strong>{saySignedShare(words, trend.change)}</strong>{' '}
      <span className={styles.beside}>
        {say('trends.interval', {
          low: saySignedShare(words, trend.low),
          high: saySignedShare(words, trend.high),
        })}
      </span>
    </>
  );
  return (
    <section className={styles.part} aria-labelledby="trends-ranked">
      <h3 id="trends-ranked">{say('trends.ranked')}</h3>
      <p className={styles.choice}>
        {[
          { isOf: false, label: say('trends.risers', { count: risers.length }), count: risers.length },
          { isOf: true, label: say('trends.fallers', { count: fallers.length }), count: fallers.length },
        ].map(({ isOf, label, count }) => (
          <button
            key={label}
            className={controls.button}
            type="button"
            aria-pressed={falls === isOf}
            disabled={count === 0}
            onClick={() => setIsFalling(isOf)}
          >
            {label}
          </button>
        ))}
      </p>
      <ScrollRegion className={styles.scroll ?? ''} labelledBy="trends-ranked">
        <table className={styles.table} data-testid="trends-ranked">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {listed.slice(0, mostListed).map((item) => (
              <tr key={item.uniqueId} data-series={item.uniqueId} data-change={item.trend.change}>
                <th scope="row">
                  <button className={controls.link} type="button" onClick={() => onOpen(item.uniqueId)}>
                    {item.uniqueId}
                  </button>
                </th>
                <td className={styles.spark}>
                  <Sparkline values={item.spark} width={120} height={28} />
                </td>
                <td>{change(item)}</td>
                {shares && (
                  <td>
                    <Share share={shares.shareOf(item)} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={controls.faint}>
        {words.sentences([
          ...(listed.length > mostListed ? [say('trends.most', { count: mostListed })] : []),
          ...(untested > 0 ? [say('trends.short', { count: untested })] : []),
        ])}
      </p>
    </section>
  );
}
