import { sayMoney } from '../../../i18n/money.ts';
import { timeAt } from '../../../series/calendar.ts';
import type { SeriesOutline } from '../../../series/series-outline.ts';
import type { AllSeriesOffer } from '../../../session/offers.ts';
import { areaPath, linePath, type Point } from '../../../ui/chart/scale.ts';
import charts from '../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../ui/chart/small-plot.tsx';
import { labelTimes } from '../../../ui/chart/tick-labels.ts';
import list from '../../../ui/list/list.module.css';
import { ItemHead } from '../../../ui/list/list-and-item.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { NumberField } from '../../../ui/shell/number-field.tsx';
import { type ItemField, itemFields } from '../inputs.ts';
import type { PathsPart } from '../jobs/job.ts';
import type { Orders } from '../state/orders.ts';
import { origins, type ResolvedItems } from '../state/resolve-items.ts';
import { useStock } from './context.ts';
import { sayDay, sayHorizon, sayReason, sayUnits } from './say-stock.ts';
import styles from './stock.module.css';
import { stockWords } from './words/stock-words.ts';

type ItemProps = {
  offer: AllSeriesOffer;
  orders: Orders;
  resolved: ResolvedItems;
  number: number;
  currency: string;
};

/** Of the past so many times what is ahead is drawn. */
const pastShown = 3;

function pointsOf(values: ArrayLike<number>, from: number): Point[] {
  return Array.from(values, (value, at) => ({ at: from + at, value })).filter(({ value }) => Number.isFinite(value));
}

type PlotsProps = { offer: AllSeriesOffer; number: number; part: PathsPart };

/** Demand that was and may come, and what the stock would be along it. */
function Plots({ offer, number, part }: PlotsProps) {
  const words = useWords(stockWords);
  const { say } = words;
  const { history, starts, step, endMs } = offer;
  const { steps, demand, withOrder, without } = part;
  if (!step || endMs === null) return null;
  const past = history.subarray(Math.max(starts[number], starts[number + 1] - pastShown * steps), starts[number + 1]);
  const first = past.length + offer.lags[number];
  const count = demand.length / steps;
  const paths = Array.from({ length: count }, (_, path) =>
    pointsOf(demand.subarray(path * steps, (path + 1) * steps), first),
  );
  const place = (length: number, before: number): SeriesOutline => ({
    uniqueId: '',
    step,
    firstMs: timeAt(endMs, step, 1 - before),
    length,
    zeroShare: 0,
    isIntermittent: false,
    covariates: [],
  });
  const to = Math.max(1, first + steps - 1);
  const highest = (...all: ArrayLike<number>[]) => all.reduce((top, values) => Math.max(top, ...Array.from(values)), 0);
  const lowest = (...all: ArrayLike<number>[]) => all.reduce((low, values) => Math.min(low, ...Array.from(values)), 0);
  const [low, middle, high] = withOrder;
  const stockTo = Math.max(1, steps - 1);
  return (
    <div className={styles.plots}>
      <figure>
        <figcaption>{say('stock.item.plot.demand', { count })}</figcaption>
        <SmallPlot
          label={say('stock.item.plot.demand', { count })}
          from={0}
          to={to}
          low={lowest(past, demand)}
          high={highest(past, demand)}
          ticksFor={(widthPx) => labelTimes(words, place(to + 1, first), { from: 0, to }, widthPx)}
        >
          {(scale) => (
            <>
              <path className={styles.path} d={paths.map((path) => linePath(path, scale)).join('')} />
              <path className={charts.smallActual} d={linePath(pointsOf(past, 0), scale)} />
            </>
          )}
        </SmallPlot>
      </figure>
      <figure>
        <figcaption>{say('stock.item.plot.stock')}</figcaption>
        <SmallPlot
          label={say('stock.item.plot.stock')}
          from={0}
          to={stockTo}
          low={lowest(low, without)}
          high={highest(high, without)}
          ticksFor={(widthPx) => labelTimes(words, place(steps, 0), { from: 0, to: stockTo }, widthPx)}
        >
          {(scale) => (
            <>
              <path className={charts.smallBand} d={areaPath(pointsOf(low, 0), pointsOf(high, 0), scale)} />
              <path className={charts.chance} d={linePath(pointsOf(without, 0), scale)} />
              <path className={charts.smallForecast} d={linePath(pointsOf(middle, 0), scale)} />
            </>
          )}
        </SmallPlot>
      </figure>
    </div>
  );
}

/** When it runs out: the middle path, and an early and a late one. */
function RunsOut({ offer, orders, resolved, number }: Omit<ItemProps, 'currency'>) {
  const words = useWords(stockWords);
  const { say } = words;
  const { stepDays } = resolved;
  const cover = orders.cover[number] * stepDays;
  const day = (days: number) => sayDay(words, offer, days) ?? words.number(Math.round(days));
  const late = orders.late[number];
  const isBeyond = orders.isBeyond[number] === 1;
  return (
    <div>
      <dt>{say('stock.item.runs-out')}</dt>
      <dd>
        {cover <= 0
          ? say('stock.item.runs-out.now')
          : isBeyond
            ? say('stock.item.runs-out.beyond', { date: day(cover) })
            : day(cover)}
      </dd>
      {cover > 0 && !isBeyond && Number.isFinite(late) && (
        <dd className={list.note}>
          {say('stock.item.runs-out.band', { early: day(orders.early[number] * stepDays), late: day(late * stepDays) })}
        </dd>
      )}
    </div>
  );
}

/** What holds for this item, each to be set by hand. */
function ItemInputs({ offer, resolved, number }: Pick<ItemProps, 'offer' | 'resolved' | 'number'>) {
  const { say } = useWords(stockWords);
  const setItem = useStock((state) => state.setItem);
  const name = offer.names[number];
  const byHand = useStock(({ settings }) => settings.items[name]);
  const noteOf = (field: ItemField) => {
    const { values, origins: from, source } = resolved[field];
    const origin = origins[from[number]];
    if (origin === 'usual' && !Number.isFinite(values[number])) return undefined;
    return origin === 'column'
      ? say('stock.origin.column', { column: source?.column ?? '' })
      : say(`stock.origin.${origin}`);
  };
  return (
    <details className={`${styles.fold} ${styles.inItem}`}>
      <summary data-testid="stock-item-inputs">{say('stock.item.inputs')}</summary>
      <div className={styles.fields}>
        {itemFields.map((field) => (
          <NumberField
            key={field}
            label={say(`stock.field.${field}`)}
            testId={`stock-item-${field}`}
            value={byHand?.[field] ?? null}
            usual={resolved[field].values[number]}
            note={noteOf(field)}
            min={field === 'onHand' ? Number.NEGATIVE_INFINITY : 0}
            onChange={(value) => setItem(name, field, value)}
          />
        ))}
      </div>
    </details>
  );
}

/** One item beside the list: what to order and why, its paths, its stock, and what holds for it. */
export function StockItem({ offer, orders, resolved, number, currency }: ItemProps) {
  const words = useWords(stockWords);
  const { say, percent } = words;
  const open = useStock((state) => state.open);
  const paths = useStock((state) => state.paths);
  const isWhole = offer.isWhole[number] === 1;
  const units = (value: number) => sayUnits(words, value, isWhole);
  const cost = resolved.cost.values[number];
  const order = orders.order[number];
  const groups = offer.groups.flatMap(({ labels, codes }) => labels[codes[number]] ?? []);
  return (
    <aside className={`${controls.card} ${list.item}`} data-testid="stock-item" aria-label={say('stock.item')}>
      <ItemHead
        name={offer.names[number]}
        below={groups.filter((label) => !offer.names[number].includes(label)).join(' · ')}
        close={say('stock.close')}
        closeTestId="stock-item-close"
        onClose={() => open(null)}
      />
      <p>{sayReason(words, orders, offer, number)}</p>
      {orders.expiring[number] >= 0.5 && (
        <p className={styles.careful}>{say('stock.item.expiring', { units: units(orders.expiring[number]) })}</p>
      )}
      {orders.isPackTooLarge[number] === 1 && (
        <p className={styles.careful}>{say('stock.pack-too-large', { span: sayHorizon(words, offer) })}</p>
      )}
      <dl className={list.figures}>
        <div>
          <dt>{say('stock.item.order')}</dt>
          <dd className={list.big}>{units(order)}</dd>
          {order > 0 && Number.isFinite(cost) && (
            <dd className={list.note}>{say('stock.item.worth', { money: sayMoney(words, order * cost, currency) })}</dd>
          )}
        </div>
        <RunsOut offer={offer} orders={orders} resolved={resolved} number={number} />
        <div>
          <dt>{say('stock.item.met')}</dt>
          <dd>{Number.isFinite(orders.fillWith[number]) ? percent(orders.fillWith[number], 1) : '–'}</dd>
          <dd className={list.note}>
            {say('stock.item.met.note', { share: percent(orders.fillWithout[number] || 0, 0) })}
          </dd>
        </div>
        <div>
          <dt>{say('stock.column.reorder')}</dt>
          <dd>{units(orders.reorder[number])}</dd>
          <dd className={list.note}>{`${say('stock.column.safety')} ${units(orders.safety[number])}`}</dd>
          {orders.safety[number] < 0 && <dd className={list.note}>{say('stock.item.safety.negative')}</dd>}
        </div>
      </dl>
      {paths?.number === number && <Plots offer={offer} number={number} part={paths.part} />}
      <ItemInputs offer={offer} resolved={resolved} number={number} />
    </aside>
  );
}
