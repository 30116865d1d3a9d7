import { useDeferredValue, useMemo } from 'react';
import { findCurrency } from '../../../i18n/money.ts';
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import list from '../../../ui/list/list.module.css';
import { ListAndItem, usePlace } from '../../../ui/list/list-and-item.tsx';
import { Chip, NothingFound, Search } from '../../../ui/list/list-tools.tsx';
import { Bar } from '../../../ui/shell/bar.tsx';
import { useSession, useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { NumberField } from '../../../ui/shell/number-field.tsx';
import { Select } from '../../../ui/shell/select.tsx';
import type { PricePart } from '../jobs/job.ts';
import { countFilter, type ListData, listRows } from '../state/list-rows.ts';
import { findOffers, type PriceOffers, unitsOf } from '../state/price-offers.ts';
import { roundings, usualSettings } from '../state/price-settings.ts';
import { filters, type PriceFilter, type PriceStore } from '../state/price-store.ts';
import { nextPromotions } from '../state/sum-promotions.ts';
import { PriceContext, usePrice } from './context.ts';
import { Downloads } from './downloads.tsx';
import { Columns, Method } from './folds.tsx';
import styles from './price.module.css';
import { PriceItem } from './price-item.tsx';
import { PriceTable } from './price-table.tsx';
import { Promotions } from './promotions.tsx';
import { sayAnswer } from './say-answer.ts';
import { sayGain } from './say-price.ts';
import { TestPlanner } from './test-planner.tsx';
import { priceWords } from './words/price-words.ts';

/** How far prices may go, and what a unit costs. */
function Basics({ part }: { part: PricePart }) {
  const { say } = useWords(priceWords);
  const settings = usePrice((state) => state.settings);
  const change = usePrice((state) => state.changeSettings);
  const { mostChange, leastMargin, costShare, rounding } = settings;
  const hasColumn = part.judged.items.some(({ cost }) => Number.isFinite(cost));
  const percent = (share: number) => Number((share * 100).toFixed(4));
  return (
    <div className={styles.basics}>
      <NumberField
        label={say('price.cost')}
        testId="price-cost"
        value={costShare === null ? null : percent(costShare)}
        usual={null}
        max={99.9}
        note={hasColumn ? say('price.cost.column') : costShare === null ? say('price.cost.none') : undefined}
        onChange={(value) => change({ costShare: value === null ? null : value / 100 })}
      />
      <NumberField
        label={say('price.change')}
        testId="price-change"
        value={percent(mostChange)}
        usual={percent(usualSettings.mostChange)}
        max={99}
        onChange={(value) => change({ mostChange: value === null ? usualSettings.mostChange : value / 100 })}
      />
      <NumberField
        label={say('price.margin')}
        testId="price-margin"
        value={percent(leastMargin)}
        usual={0}
        max={99}
        onChange={(value) => change({ leastMargin: (value ?? 0) / 100 })}
      />
      <label className={styles.field}>
        <span>{say('price.rounding')}</span>
        <Select
          value={rounding}
          data-testid="price-rounding"
          options={roundings.map((one) => ({ value: one, label: say(`price.rounding.${one}`) }))}
          onChoose={(one) => change({ rounding: one })}
        />
      </label>
    </div>
  );
}

/** What went with the price, in a sentence; of how many items, and what could be gained, in others. */
function Answer({ part, offers, currency }: { part: PricePart; offers: PriceOffers; currency: string }) {
  const words = useWords(priceWords);
  const { say, number } = words;
  const { judged, names } = part;
  const { text, estimate } = sayAnswer(words, part);
  const isOne = names.length === 1;
  const byOthers = judged.items.filter(({ isByOthers, own }) => isByOthers && own).length;
  const factor = isOne ? (judged.items[0].alone?.promotion ?? null) : (judged.promotion?.mean ?? null);
  const total = (column: Float64Array) =>
    column.reduce((sum, value, item) => sum + (offers.gain[item] > 0 ? value : 0), 0);
  const gain = total(offers.gain);
  const sure = offers.isSure.reduce((count, one) => count + one, 0);
  const kind = say(`price.kind.${offers.by}`);
  const said = [
    ...(estimate && !isOne ? [say('price.of', { count: judged.all?.items ?? 0, total: number(names.length) })] : []),
    ...(estimate && isOne ? [say('price.of.one')] : []),
    ...(byOthers > 0 ? [say('price.by-others', { count: byOthers })] : []),
    ...(judged.isTogether && !isOne ? [say('price.together')] : []),
    ...(factor
      ? [
          say('price.promotion.factor', {
            factor: number(factor.value, 3),
            low: number(factor.low, 3),
            high: number(factor.high, 3),
          }),
        ]
      : []),
  ];
  const lowest = total(offers.gainLow);
  const [low, high] = [lowest, total(offers.gainHigh)].map((value) => sayGain(words, value, currency));
  const amount =
    lowest > 0
      ? say('price.gain', { money: sayGain(words, gain, currency).replace('+', ''), kind, low, high })
      : say('price.gain.unsure', { kind, low, high });
  const money =
    gain <= 0
      ? [say('price.gain.none', { kind })]
      : [amount, ...(isOne || sure === 0 ? [] : [say('price.sure', { count: sure })])];
  return (
    <div
      className={styles.sentence}
      data-testid="price-elasticity"
      data-value={estimate?.value ?? ''}
      data-low={estimate?.low ?? ''}
      data-high={estimate?.high ?? ''}
      data-items={judged.all?.items ?? 0}
    >
      <h1>{text}</h1>
      {estimate && <p data-testid="price-gain">{words.sentences(money)}</p>}
      <p className={controls.faint}>{words.sentences([...said, say('price.not-cause')])}</p>
    </div>
  );
}

function Filters({ data }: { data: ListData }) {
  const { say } = useWords(priceWords);
  const filter = usePrice(({ view }) => view.filter);
  const changeView = usePrice((state) => state.changeView);
  const counts = useMemo(() => filters.map((id) => [id, countFilter(id, data)] as const), [data]);
  const choose = (id: PriceFilter) => changeView({ filter: filter === id ? null : id });
  return (
    <fieldset className={list.chips} aria-label={say('price.filters')}>
      <Chip label={say('price.filter.all')} isOn={filter === null} onClick={() => changeView({ filter: null })} />
      {counts
        .filter(([id, count]) => count > 0 || id === filter)
        .map(([id, count]) => (
          <Chip
            key={id}
            label={say(`price.filter.${id}`)}
            count={count}
            isOn={filter === id}
            testId={`price-filter-${id}`}
            onClick={() => choose(id)}
          />
        ))}
    </fieldset>
  );
}

function Judged({ part }: { part: PricePart }) {
  const words = useWords(priceWords);
  const { say, language } = words;
  const settings = useDeferredValue(usePrice((state) => state.settings));
  const ahead = usePrice((state) => state.ahead);
  const view = useDeferredValue(usePrice((state) => state.view));
  const search = usePrice((state) => state.view.search);
  const changeView = usePrice((state) => state.changeView);
  const opened = usePrice((state) => state.opened);
  const shown = useSession((state) => state.shown);
  const currency = findCurrency(shown?.profile.columns ?? []);
  const offers = useMemo(() => findOffers({ part, settings, ahead }), [part, settings, ahead]);
  const next = useMemo(() => nextPromotions(part, (item) => unitsOf({ part, ahead }, item)), [part, ahead]);
  const data = useMemo((): ListData => ({ part, offers }), [part, offers]);
  const rows = useMemo(() => listRows(data, view, language), [data, view, language]);
  const isOne = part.names.length === 1;
  const place = usePlace(!isOne && opened !== null);
  const { hidesList, listWidth } = place;
  const downloads = (
    <Downloads dataName={shown?.source.name ?? ''} content={() => ({ part, offers, settings, next, rows })} />
  );
  return (
    <div ref={place.frame} className={styles.view}>
      {!hidesList && (
        <header className={styles.head}>
          <Answer part={part} offers={offers} currency={currency} />
          <Basics part={part} />
        </header>
      )}
      {isOne ? (
        <>
          <PriceItem part={part} item={0} currency={currency} isAlone />
          <div className={list.tools}>{downloads}</div>
        </>
      ) : (
        <ListAndItem
          place={place}
          item={
            opened === null ? null : (
              <PriceItem key={opened} part={part} item={opened} currency={currency} isAlone={false} />
            )
          }
        >
          <Filters data={data} />
          <div className={list.tools}>
            <Search
              label={say('price.search')}
              testId="price-search"
              value={search}
              onChange={(value) => changeView({ search: value })}
            />
            <p className={list.count} role="status">
              {say('price.found', { found: rows.length, count: part.names.length })}
            </p>
            {downloads}
          </div>
          {rows.length > 0 ? (
            <div className={controls.card}>
              {listWidth > 0 && <PriceTable data={data} rows={rows} currency={currency} width={listWidth} />}
            </div>
          ) : (
            <NothingFound
              said={say('price.nothing')}
              clear={say('price.clear')}
              onClear={() => changeView({ search: '', filter: null })}
            />
          )}
        </ListAndItem>
      )}
      {!hidesList && (
        <>
          <Promotions part={part} next={next} currency={currency} />
          <TestPlanner part={part} currency={currency} />
          <Columns />
          <Method part={part} />
        </>
      )}
    </div>
  );
}

function Content() {
  const words = useWords(priceWords);
  const { say } = words;
  const part = usePrice((state) => state.part);
  const problem = usePrice((state) => state.problem);
  const dismiss = usePrice((state) => state.dismissProblem);
  return (
    <>
      {problem && (
        <div className={controls.notice} role="alert">
          <p>{sayProblem(words, problem as SessionProblem, true)}</p>
          <button className={controls.link} type="button" onClick={dismiss}>
            {say('price.close')}
          </button>
        </div>
      )}
      {part.state === 'done' ? (
        <Judged part={part.value} />
      ) : part.state === 'running' ? (
        <div className={styles.start}>
          <h1>{say('price.judging')}</h1>
          <Bar label={say('price.progress')} share={part.share} />
        </div>
      ) : (
        <div className={styles.view}>
          <p className={controls.calm}>{say('price.without')}</p>
          <Columns />
        </div>
      )}
    </>
  );
}

/** What went with the price of what, which price is best, which promotions paid, and how to test it. */
export function PriceView({ store }: { store: PriceStore }) {
  return (
    <PriceContext value={store}>
      <div data-testid="price-view">
        <Content />
      </div>
    </PriceContext>
  );
}
