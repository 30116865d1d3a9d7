import { areaPath, linePath } from '../../../ui/chart/scale.ts';
import charts from '../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../ui/chart/small-plot.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { ItemOutcomes } from '../state/price-offers.ts';
import styles from './price.module.css';
import { sayPrice } from './say-price.ts';
import { priceWords } from './words/price-words.ts';

type CurvesProps = { outcomes: ItemOutcomes; today: number; best: number | null; per: string; currency: string };

/** What each price within those seen would go with: units, revenue and, where the cost is known, margin. */
export function PriceCurves({ outcomes, today, best, per, currency }: CurvesProps) {
  const words = useWords(priceWords);
  const { say } = words;
  const kinds = (['units', 'revenue', 'margin'] as const).filter((kind) => outcomes[0]?.[kind]);
  const from = outcomes[0]?.price ?? 0;
  const to = outcomes[outcomes.length - 1]?.price ?? 1;
  const marks = [
    { id: 'today' as const, price: today, className: styles.today },
    ...(best !== null && best !== today ? [{ id: 'best' as const, price: best, className: styles.best }] : []),
  ];
  return (
    <>
      <div className={styles.curves}>
        {kinds.map((kind) => {
          const lines = outcomes.flatMap(({ price, [kind]: band }) => (band ? [{ price, ...band }] : []));
          const points = (end: 'value' | 'low' | 'high') => lines.map((one) => ({ at: one.price, value: one[end] }));
          const valueAt = (price: number) => lines.find((one) => Math.abs(one.price - price) < 1e-9)?.value;
          const label = say(`price.plot.${kind}`, { per });
          return (
            <figure key={kind} data-testid={`price-curve-${kind}`}>
              <figcaption>{label}</figcaption>
              <SmallPlot
                label={label}
                from={from}
                to={to}
                low={Math.min(...lines.map(({ low }) => low))}
                high={Math.max(...lines.map(({ high }) => high))}
                ticksFor={() =>
                  [from + 0.08 * (to - from), from + 0.5 * (to - from), to - 0.08 * (to - from)].map((at) => ({
                    at,
                    label: sayPrice(words, at, currency),
                  }))
                }
              >
                {(scale) => (
                  <>
                    <path className={charts.smallBand} d={areaPath(points('low'), points('high'), scale)} />
                    <path className={charts.smallForecast} d={linePath(points('value'), scale)} />
                    {marks.map(({ id, price, className }) => {
                      const value = valueAt(price);
                      return value === undefined ? null : (
                        <circle key={id} className={className} cx={scale.x(price)} cy={scale.y(value)} r={5} />
                      );
                    })}
                  </>
                )}
              </SmallPlot>
            </figure>
          );
        })}
      </div>
      <ul className={styles.legend}>
        {marks.map(({ id, className }) => (
          <li key={id}>
            <svg width="12" height="12" aria-hidden="true">
              <circle className={className} cx="6" cy="6" r="5" />
            </svg>
            {say(`price.mark.${id}`)}
          </li>
        ))}
        <li className={controls.faint}>{say('price.plot.price')}</li>
      </ul>
    </>
  );
}
