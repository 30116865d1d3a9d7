import { useMemo } from 'react';
import { formatDate } from '../../../i18n/dates.ts';
import { sayMoney } from '../../../i18n/money.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { PricePart } from '../jobs/job.ts';
import { type DepthRow, depths, type NextPromotion, sumPromotions } from '../state/sum-promotions.ts';
import { usePrice } from './context.ts';
import styles from './price.module.css';
import { sayGain, sayPrice, sayUnits } from './say-price.ts';
import { priceWords } from './words/price-words.ts';

type PromotionsProps = { part: PricePart; next: readonly NextPromotion[]; currency: string };

/** Of a long list the first are shown. */
const mostNext = 12;

/** Of more missing after than was sold more nothing can be said as a share. */
const least = 0.02;

function Summary({ part, all, currency }: { part: PricePart; all: DepthRow; currency: string }) {
  const words = useWords(priceWords);
  const { say, number } = words;
  const neighbours = part.promotions?.neighbours ?? null;
  const said = [
    say('price.promotions.sold', { factor: number(all.factor, 3) }),
    ...(all.dipShare < -least
      ? [say('price.promotions.dip', { units: number(-10 * all.dipShare, 2) })]
      : [say('price.promotions.no-dip')]),
    ...(neighbours
      ? [
          say(neighbours.high < 0 ? 'price.promotions.neighbours' : 'price.promotions.neighbours.none', {
            units: number(10 * neighbours.value, 2),
            low: number(10 * neighbours.low, 2),
            high: number(10 * neighbours.high, 2),
          }),
        ]
      : []),
  ];
  return (
    <>
      <p>
        {say('price.promotions.answer', {
          paid: all.paid,
          count: all.counted,
          kind: say(all.isMargin ? 'price.kind.margin' : 'price.kind.revenue'),
          money: sayGain(words, all.money, currency),
        })}
      </p>
      <p className={controls.faint}>{words.sentences(said)}</p>
      {!all.isMargin && <p className={styles.careful}>{say('price.promotions.no-cost')}</p>}
    </>
  );
}

function Next({ part, next, currency }: PromotionsProps) {
  const words = useWords(priceWords);
  const { say, language } = words;
  return (
    <details className={styles.inner}>
      <summary data-testid="price-calendar">{say('price.calendar')}</summary>
      <p className={controls.faint}>{say('price.calendar.why')}</p>
      <div className={styles.scroll}>
        <table className={styles.lines}>
          <thead>
            <tr>
              <th scope="col">{say('price.calendar.date')}</th>
              <th scope="col">{say('price.column.name')}</th>
              <th scope="col">{say('price.calendar.price')}</th>
              <th scope="col">{say('price.calendar.units')}</th>
              <th scope="col">{say('price.calendar.usual')}</th>
            </tr>
          </thead>
          <tbody>
            {next.slice(0, mostNext).map(({ item, ms, price, units, usual }) => (
              <tr key={item}>
                <td>{formatDate(language, ms, { day: 'numeric', month: 'short', year: 'numeric' })}</td>
                <th scope="row">{part.names[item]}</th>
                <td>{sayPrice(words, price, currency)}</td>
                <td>{sayUnits(words, units)}</td>
                <td>{sayUnits(words, usual)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {next.length > mostNext && (
        <p className={controls.faint}>{say('price.calendar.more', { count: next.length - mostNext })}</p>
      )}
    </details>
  );
}

/** What promotions brought, by how deep they were, and when the next would be. */
export function Promotions({ part, next, currency }: PromotionsProps) {
  const words = useWords(priceWords);
  const { say, number, percent } = words;
  const settings = usePrice((state) => state.settings);
  const rows = useMemo(() => sumPromotions(part, settings), [part, settings]);
  if (!part.promotions) return null;
  const sayDepth = (depth: number | null) => {
    if (depth === null) return say('price.promotions.all');
    const from = percent(depths[depth]);
    const to = depths[depth + 1];
    return to === undefined
      ? say('price.promotions.from', { from })
      : say('price.promotions.between', { from, to: percent(to) });
  };
  return (
    <section className={`${controls.card} ${styles.section}`} data-testid="price-promotions">
      <h2>{say('price.promotions')}</h2>
      {rows.length === 0 ? (
        <p>{say('price.promotions.none')}</p>
      ) : (
        <>
          <Summary part={part} all={rows[0]} currency={currency} />
          {rows.length > 2 && (
            <div className={styles.scroll}>
              <table className={styles.lines}>
                <thead>
                  <tr>
                    <th scope="col">{say('price.promotions.depth')}</th>
                    <th scope="col">{say('price.promotions.runs')}</th>
                    <th scope="col">{say('price.promotions.factor')}</th>
                    <th scope="col">{say('price.promotions.paid')}</th>
                    <th scope="col">{say('price.promotions.money')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ depth, runs, factor, paid, counted, money }) => (
                    <tr key={depth ?? 'all'} data-depth={depth ?? 'all'} data-factor={factor}>
                      <th scope="row">{sayDepth(depth)}</th>
                      <td>{number(runs)}</td>
                      <td>{Number.isFinite(factor) ? `× ${number(factor, 3)}` : '–'}</td>
                      <td>{counted > 0 ? percent(paid / counted) : '–'}</td>
                      <td>{sayMoney(words, Number(money.toPrecision(3)), currency)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {next.length > 0 && <Next part={part} next={next} currency={currency} />}
        </>
      )}
    </section>
  );
}
