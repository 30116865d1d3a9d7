import { memo } from 'react';
import list from '../../../ui/list/list.module.css';
import { GridHead, type GridRow, type HeadCell, RowGrid } from '../../../ui/list/row-grid.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import type { ListData } from '../state/list-rows.ts';
import type { SortKey } from '../state/price-store.ts';
import { usePrice } from './context.ts';
import { ElasticityMark } from './elasticity-mark.tsx';
import styles from './price.module.css';
import { sayElasticity, sayGain, sayNote, sayPer, sayPrice, sayUnits } from './say-price.ts';
import { priceWords } from './words/price-words.ts';

const rowPx = { wide: 54, phone: 104 };
const headPx = 40;
/** Below, a row is a card of three lines. */
const phonePx = 620;
/** Below, only the columns that matter most have room. */
const narrowPx = 860;

type RowProps = { data: ListData; item: number; currency: string; isPhone: boolean; isNarrow: boolean };

const Row = memo(function Row({ data: { part, offers }, item, currency, isPhone, isNarrow }: RowProps) {
  const words = useWords(priceWords);
  const { say } = words;
  const judged = part.judged.items[item];
  const { own, alone, today } = judged;
  const group = part.group?.labels[part.group.codes[item]];
  const note = sayNote(words, judged);
  const best = offers.best[item];
  const gain = offers.gain[item];
  const interval = own
    ? say('price.band', { low: sayElasticity(words, own.low), high: sayElasticity(words, own.high) })
    : say('price.filter.refused');
  const cell = (field: string, value: number, text: React.ReactNode, className = list.number) => (
    <td className={className} data-field={field} data-value={Number.isFinite(value) ? value : ''}>
      {text}
    </td>
  );
  return (
    <>
      <td className={styles.name}>
        <span className={list.title}>{part.names[item]}</span>
        <span className={list.below} title={note}>
          {[group, note].filter(Boolean).join(' · ')}
        </span>
      </td>
      {!isPhone && (
        <td className={styles.plot}>
          <ElasticityMark own={own} raw={judged.isByOthers ? null : (alone?.own ?? null)} label={interval} />
        </td>
      )}
      <td
        className={list.number}
        data-field="elasticity"
        data-value={own?.value ?? ''}
        data-low={own?.low ?? ''}
        data-high={own?.high ?? ''}
      >
        {own ? sayElasticity(words, own.value) : '–'}
        <span className={list.below}>{own ? interval : ''}</span>
      </td>
      {!isNarrow && cell('today', today, sayPrice(words, today, currency))}
      {cell(
        'best',
        best,
        Number.isFinite(best) ? (
          <>
            <strong className={styles.way} data-way={best > today ? 'up' : best < today ? 'down' : 'keep'}>
              {best === today ? say('price.item.keep') : sayPrice(words, best, currency)}
            </strong>
            {isNarrow && best !== today && <span className={list.below}>{sayPrice(words, today, currency)}</span>}
          </>
        ) : (
          '–'
        ),
      )}
      {!isNarrow && cell('units', offers.units[item], sayUnits(words, offers.units[item]))}
      {cell(
        'gain',
        gain,
        Number.isFinite(gain) && gain > 0 ? (
          <>
            <span className={styles.sure} data-sure={offers.isSure[item] === 1}>
              {sayGain(words, gain, currency)}
            </span>
            <span className={list.below}>
              {say('price.band', {
                low: sayGain(words, offers.gainLow[item], currency),
                high: sayGain(words, offers.gainHigh[item], currency),
              })}
            </span>
          </>
        ) : (
          '–'
        ),
      )}
    </>
  );
});

type PriceTableProps = { data: ListData; rows: readonly number[]; currency: string; width: number };

/** What goes with the price of each item, and which price is best; the most money to gain first. */
export function PriceTable({ data, rows, currency, width }: PriceTableProps) {
  const words = useWords(priceWords);
  const { say } = words;
  const opened = usePrice((state) => state.opened);
  const open = usePrice((state) => state.open);
  const sort = usePrice(({ view }) => view.sort);
  const changeView = usePrice((state) => state.changeView);
  const isPhone = width < phonePx;
  const isNarrow = width < narrowPx;
  const per = sayPer(words, data.part.stepDays);
  const head = (id: SortKey, label: string, title?: string): HeadCell<SortKey> => ({
    id,
    label,
    title,
    sort: id,
    isDescendingFirst: id !== 'elasticity' && id !== 'name',
  });
  const cells: HeadCell<SortKey>[] = [
    head('name', say('price.column.name')),
    { id: 'plot', label: say('price.column.plot'), sort: null, isDescendingFirst: false },
    head('elasticity', say('price.column.elasticity'), say('price.column.elasticity.why')),
    ...(isNarrow ? [] : [head('today', say('price.column.today'))]),
    head('best', say('price.column.best')),
    ...(isNarrow ? [] : [head('units', say('price.column.units', { per }))]),
    head('gain', say('price.column.gain'), say('price.column.gain.why')),
  ];
  const rowAt = (index: number): GridRow => {
    const item = rows[index];
    return {
      key: item,
      className: undefined,
      attributes: { 'data-series': data.part.names[item], 'aria-selected': item === opened },
      cells: <Row data={data} item={item} currency={currency} isPhone={isPhone} isNarrow={isNarrow} />,
    };
  };
  return (
    <RowGrid
      label={say('price.table')}
      testId="price-table"
      rowCount={rows.length}
      rowPx={isPhone ? rowPx.phone : rowPx.wide}
      rowAt={rowAt}
      head={
        isPhone ? null : (
          <GridHead
            cells={cells}
            sort={sort}
            onSort={(next) => changeView({ sort: next })}
            testId={(id) => `price-sort-${id}`}
            headPx={headPx}
          />
        )
      }
      headPx={isPhone ? 0 : headPx}
      isPhone={isPhone}
      template={
        isNarrow
          ? 'minmax(140px, 1.4fr) minmax(90px, 1fr) repeat(3, minmax(84px, 0.7fr))'
          : 'minmax(180px, 1.6fr) minmax(150px, 1.2fr) minmax(104px, 0.8fr) repeat(3, minmax(72px, 0.5fr)) minmax(130px, 0.9fr)'
      }
      onOpen={(index) => open(rows[index])}
      isOpened={opened !== null}
      onClose={() => open(null)}
    />
  );
}
