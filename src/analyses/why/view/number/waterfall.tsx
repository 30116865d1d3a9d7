import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { type WhyWords, whyWords } from '../words/why-words.ts';
import styles from './number.module.css';
import { placeRows, type WaterfallRow } from './place-rows.ts';
import { digitsOf, type Explained, saySigned } from './say-why.ts';

function nameOf(words: WhyWords, { part }: WaterfallRow, start: string): string {
  if (part === 'start') return start;
  return part === 'total' ? words.say('why.total') : words.say(`why.part.${part}`);
}

/** From what the forecast is compared with, part by part, to the forecast. */
export function Waterfall({ of, start }: { of: Explained; start: string }) {
  const words = useWords(whyWords);
  const { explained, measure, hasBelowZero } = of;
  const digits = digitsOf(explained, measure);
  const { rows, isCut } = placeRows(explained);
  const isShare = !hasBelowZero && explained.start > 0;
  return (
    <>
      <ol
        className={styles.waterfall}
        data-testid="waterfall"
        data-total={explained.total}
        data-start={explained.start}
        aria-label={words.say('why.table')}
      >
        {rows.map((row) => {
          const isEnd = row.part === 'start' || row.part === 'total';
          const attributes = row.part === 'total' ? {} : { 'data-part': row.part, 'data-value': row.value };
          return (
            <li
              key={row.part}
              className={styles.row}
              data-kind={isEnd ? 'end' : row.value < 0 ? 'less' : 'more'}
              {...attributes}
            >
              <span className={styles.name}>
                {nameOf(words, row, start)}
                {row.names.length > 0 && <span className={styles.columns}> {words.list([...row.names])}</span>}
              </span>
              <span className={styles.track} aria-hidden="true">
                <span
                  className={styles.bar}
                  style={{ insetInlineStart: `${100 * row.from}%`, width: `${100 * (row.to - row.from)}%` }}
                />
              </span>
              <span className={styles.value}>
                {isEnd ? words.fixed(row.value, digits) : saySigned(words, row.value, digits)}
                {Number(row.error.toFixed(digits)) > 0 && (
                  <span className={styles.share}>
                    {' '}
                    {words.say('why.error', { error: words.fixed(row.error, digits) })}
                  </span>
                )}
                {!isEnd && isShare && (
                  <span className={styles.share}> {saySigned(words, (100 * row.value) / explained.start, 1)}%</span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {isCut && <p className={controls.faint}>{words.say('why.cut')}</p>}
    </>
  );
}
