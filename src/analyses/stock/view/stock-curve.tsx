import { sayMoney } from '../../../i18n/money.ts';
import { areaPath, linePath, type Point } from '../../../ui/chart/scale.ts';
import charts from '../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../ui/chart/small-plot.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { CurvePart, CurvePoint } from '../jobs/job.ts';
import { useStock } from './context.ts';
import styles from './stock.module.css';
import { stockWords } from './words/stock-words.ts';

type CurveProps = { currency: string; hasMoney: boolean; isUnknown: boolean };

/** Beyond what stock hardly meets any more, the curve is not drawn. */
const mostStock = 1.6;

function Drawn({ part, currency, hasMoney, isUnknown }: CurveProps & { part: CurvePart }) {
  const words = useWords(stockWords);
  const { say, percent, number } = words;
  const { curve, today, sameMoney, sameFill, asked } = part;
  const money = ({ stock }: CurvePoint) => (hasMoney ? sayMoney(words, stock, currency) : number(Math.round(stock)));
  const fill = (point: CurvePoint) => percent(point.fill, 1);
  const furthest = mostStock * Math.max(asked.stock, isUnknown ? 0 : today.stock) || (curve.at(-1)?.stock ?? 1);
  const to = Math.min(furthest, Math.max(curve.at(-1)?.stock ?? 1, asked.stock, isUnknown ? 0 : today.stock));
  const points: Point[] = curve
    .filter(({ stock }) => stock <= to)
    .map(({ stock, fill: value }) => ({ at: stock, value }));
  const low = Math.max(0, Math.min(0.5, asked.fill - 0.1, ...(isUnknown ? [] : [today.fill - 0.1])));
  const shown = points.filter(({ value }) => value >= low);
  // Stock of today need not come in whole packs, which what is better spread is bought in.
  const isBetter = sameMoney.fill > today.fill;
  const marks: { id: 'target' | 'today' | 'best'; point: CurvePoint; className: string | undefined }[] = [
    { id: 'target', point: asked, className: styles.target },
    ...(isUnknown
      ? []
      : [
          { id: 'today' as const, point: today, className: styles.today },
          ...(isBetter ? [{ id: 'best' as const, point: sameMoney, className: styles.best }] : []),
        ]),
  ];
  return (
    <>
      <p>
        {isUnknown
          ? say('stock.curve.empty', { stock: money(asked), fill: fill(asked) })
          : words.sentences([
              isBetter
                ? say('stock.curve.same-money', { today: fill(today), stock: money(today), best: fill(sameMoney) })
                : say('stock.curve.best-already', { today: fill(today), stock: money(today) }),
              ...(sameFill.stock < today.stock
                ? [say('stock.curve.same-fill', { best: money(sameFill), stock: money(today) })]
                : []),
              say('stock.curve.asked', { stock: money(asked), fill: fill(asked) }),
            ])}
      </p>
      <div
        data-testid="stock-curve-plot"
        data-today={today.fill}
        data-best={sameMoney.fill}
        data-target={asked.fill}
        data-items={part.items}
      >
        <p className={styles.axis}>{say('stock.curve.fill')}</p>
        <SmallPlot
          label={say('stock.curve.label')}
          from={0}
          to={to}
          low={low}
          high={1}
          ticksFor={(widthPx) => {
            const count = widthPx > 520 ? 4 : 2;
            return Array.from({ length: count }, (_, at) => ((at + 1) * to) / (count + 0.4)).map((at) => ({
              at,
              label: hasMoney
                ? sayMoney(words, Number(at.toPrecision(2)), currency)
                : number(Number(at.toPrecision(2))),
            }));
          }}
        >
          {(scale) => (
            <>
              <path
                className={charts.smallBand}
                d={areaPath(
                  shown.map(({ at }) => ({ at, value: low })),
                  shown,
                  scale,
                )}
              />
              <path className={charts.smallForecast} d={linePath(shown, scale)} />
              {marks.map(({ id, point, className }) => (
                <circle
                  key={id}
                  className={className}
                  cx={scale.x(point.stock)}
                  cy={scale.y(Math.max(low, point.fill))}
                  r={5}
                />
              ))}
            </>
          )}
        </SmallPlot>
        <p className={styles.axisEnd}>{say(hasMoney ? 'stock.curve.stock' : 'stock.curve.stock.units')}</p>
      </div>
      <ul className={styles.legend}>
        {marks.map(({ id, className }) => (
          <li key={id}>
            <svg width="12" height="12" aria-hidden="true">
              <circle className={className} cx="6" cy="6" r="5" />
            </svg>
            {say(`stock.curve.${id}`)}
          </li>
        ))}
      </ul>
      <p className={controls.faint}>{say('stock.curve.why')}</p>
    </>
  );
}

/** What the money in stock could meet. */
export function StockCurve(props: CurveProps) {
  const { say } = useWords(stockWords);
  const curve = useStock((state) => state.curve);
  return (
    <section className={`${controls.card} ${styles.section}`} data-testid="stock-curve">
      <h2>{say('stock.curve')}</h2>
      {curve.state === 'done' ? <Drawn part={curve.value} {...props} /> : <p>{say('stock.curve.making')}</p>}
    </section>
  );
}
