import { memo } from 'react';
import { sayMoney } from '../../../i18n/money.ts';
import type { AllSeriesOffer } from '../../../session/offers.ts';
import list from '../../../ui/list/list.module.css';
import { GridHead, type GridRow, type HeadCell, RowGrid } from '../../../ui/list/row-grid.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import { riskOf } from '../state/list-rows.ts';
import { isLate, type Orders } from '../state/orders.ts';
import type { SortKey } from '../state/stock-store.ts';
import { useStock } from './context.ts';
import { sayDays, sayReason, sayUnits } from './say-stock.ts';
import styles from './stock.module.css';
import { stockWords } from './words/stock-words.ts';

const rowPx = { wide: 54, phone: 92 };
const headPx = 40;
/** Below, a row is a card of two lines. */
const phonePx = 620;
/** Below, only the columns that matter most have room. */
const narrowPx = 860;

type RowProps = {
  offer: AllSeriesOffer;
  orders: Orders;
  number: number;
  stepDays: number;
  currency: string;
  isPhone: boolean;
  isNarrow: boolean;
};

/** How long an item lasts: the middle path, and an early and a late one. */
function Cover({ offer, orders, number, stepDays }: Pick<RowProps, 'offer' | 'orders' | 'number' | 'stepDays'>) {
  const words = useWords(stockWords);
  const { say } = words;
  const days = (steps: number) => sayDays(words, steps * stepDays);
  const cover = orders.cover[number];
  if (!Number.isFinite(cover)) return '–';
  if (orders.isBeyond[number] === 1) return say('stock.beyond', { days: days(cover) });
  const late = orders.late[number];
  const lateDays = Number.isFinite(late) ? days(late) : say('stock.beyond', { days: days(offer.horizonSteps) });
  return (
    <>
      {days(cover)}
      <span className={`${list.below} ${styles.band}`}>
        {say('stock.cover.band', { early: days(orders.early[number]), late: lateDays })}
      </span>
    </>
  );
}

const Row = memo(function Row({ offer, orders, number, stepDays, currency, isPhone, isNarrow }: RowProps) {
  const words = useWords(stockWords);
  const isWhole = offer.isWhole[number] === 1;
  const units = (values: Float64Array) => sayUnits(words, values[number], isWhole);
  const risk = riskOf(orders, number);
  const isMoney = Number.isFinite(orders.riskMoney[number]);
  const reason = sayReason(words, orders, offer, number);
  const order = orders.order[number];
  // A card has no heads of columns.
  const labelled = (column: 'risk' | 'cover', text: React.ReactNode) => (
    <>
      {isPhone && <span className={styles.label}>{`${words.say(`stock.column.${column}`)} `}</span>}
      {text}
    </>
  );
  const cell = (field: string, value: number, text: React.ReactNode, className = list.number) => (
    <td className={className} data-field={field} data-value={Number.isFinite(value) ? value : ''}>
      {text}
    </td>
  );
  return (
    <>
      <td className={styles.name}>
        <span className={list.title}>{offer.names[number]}</span>
        <span className={list.below} title={reason}>
          {reason}
        </span>
      </td>
      {cell('order', order, order > 0 ? units(orders.order) : '–', `${list.number} ${styles.order}`)}
      {cell('risk', risk, labelled('risk', isMoney ? sayMoney(words, risk, currency) : sayUnits(words, risk, false)))}
      {cell(
        'cover',
        orders.cover[number] * stepDays,
        labelled(
          'cover',
          <span className={styles.late} data-late={isLate(orders, number)}>
            <Cover offer={offer} orders={orders} number={number} stepDays={stepDays} />
          </span>,
        ),
      )}
      {!isPhone && cell('safety', orders.safety[number], units(orders.safety))}
      {!isPhone && cell('reorder', orders.reorder[number], units(orders.reorder))}
      {!isNarrow &&
        cell(
          'overstock',
          orders.overstock[number],
          orders.overstock[number] > 0
            ? Number.isFinite(orders.overstockMoney[number])
              ? sayMoney(words, orders.overstockMoney[number], currency)
              : units(orders.overstock)
            : '–',
        )}
    </>
  );
});

type StockTableProps = {
  offer: AllSeriesOffer;
  orders: Orders;
  rows: readonly number[];
  stepDays: number;
  currency: string;
  hasMoney: boolean;
  width: number;
};

/** What to order of each item, what is most at risk first. */
export function StockTable({ offer, orders, rows, stepDays, currency, hasMoney, width }: StockTableProps) {
  const { say } = useWords(stockWords);
  const opened = useStock((state) => state.opened);
  const open = useStock((state) => state.open);
  const sort = useStock(({ view }) => view.sort);
  const changeView = useStock((state) => state.changeView);
  const isPhone = width < phonePx;
  const isNarrow = width < narrowPx;
  const headOf = (id: Exclude<SortKey, 'name'>, title?: string): HeadCell<SortKey> => ({
    id,
    label: say(`stock.column.${id}`),
    title,
    sort: id,
    isDescendingFirst: id !== 'cover',
  });
  const cells: HeadCell<SortKey>[] = [
    { id: 'name', label: say('stock.column.name'), sort: 'name', isDescendingFirst: false },
    headOf('order'),
    headOf('risk', say(hasMoney ? 'stock.column.risk.why' : 'stock.column.risk.units')),
    headOf('cover', say('stock.column.cover.why')),
    headOf('safety', say('stock.column.safety.why')),
    headOf('reorder', say('stock.column.reorder.why')),
    ...(isNarrow ? [] : [headOf('overstock', say('stock.column.overstock.why'))]),
  ];
  const rowAt = (index: number): GridRow => {
    const number = rows[index];
    return {
      key: number,
      className: undefined,
      attributes: { 'data-series': offer.names[number], 'aria-selected': number === opened },
      cells: (
        <Row
          offer={offer}
          orders={orders}
          number={number}
          stepDays={stepDays}
          currency={currency}
          isPhone={isPhone}
          isNarrow={isNarrow}
        />
      ),
    };
  };
  return (
    <RowGrid
      label={say('stock.table')}
      testId="stock-table"
      rowCount={rows.length}
      rowPx={isPhone ? rowPx.phone : rowPx.wide}
      rowAt={rowAt}
      head={
        isPhone ? null : (
          <GridHead
            cells={cells}
            sort={sort}
            onSort={(next) => changeView({ sort: next })}
            testId={(id) => `stock-sort-${id}`}
            headPx={headPx}
          />
        )
      }
      headPx={isPhone ? 0 : headPx}
      isPhone={isPhone}
      template={`minmax(200px, 2.2fr) ${isNarrow ? 'repeat(5, minmax(64px, 0.6fr))' : 'repeat(6, minmax(76px, 0.6fr))'}`}
      onOpen={(index) => open(rows[index])}
      isOpened={opened !== null}
      onClose={() => open(null)}
    />
  );
}
