import { useDeferredValue, useMemo } from 'react';
import { findCurrency, sayMoney } from '../../../i18n/money.ts';
import { sayProblem } from '../../../i18n/problem-words.ts';
import { type AllSeriesOffer, offeredStages } from '../../../session/offers.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import list from '../../../ui/list/list.module.css';
import { ListAndItem, usePlace } from '../../../ui/list/list-and-item.tsx';
import { Chip, NothingFound, Search } from '../../../ui/list/list-tools.tsx';
import { Bar } from '../../../ui/shell/bar.tsx';
import { useSession, useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { NumberField } from '../../../ui/shell/number-field.tsx';
import { countFilter, type ListData, listRows } from '../state/list-rows.ts';
import { type OrderSummary, type Orders, summarise } from '../state/orders.ts';
import { mostShare } from '../state/plan-jobs.ts';
import type { ResolvedItems } from '../state/resolve-items.ts';
import { usualSettings, usualValue } from '../state/stock-settings.ts';
import { filters, type StockFilter, type StockStore } from '../state/stock-store.ts';
import { BesideFile, DropBeside } from './beside-file.tsx';
import { StockContext, useStock } from './context.ts';
import { Downloads } from './downloads.tsx';
import { Inputs, PolicyFold, ReplayFold } from './folds.tsx';
import { sayHorizon } from './say-stock.ts';
import styles from './stock.module.css';
import { StockCurve } from './stock-curve.tsx';
import { StockItem } from './stock-item.tsx';
import { StockTable } from './stock-table.tsx';
import { stockWords } from './words/stock-words.ts';

/** How far the forecasts are, and the way to stop them. */
function Progress({ run }: { run: NonNullable<AllSeriesOffer['run']> }) {
  const words = useWords(stockWords);
  const { say, duration } = words;
  const cancel = useStock((state) => state.cancelForecast);
  const { looks, tests, etaMs } = run;
  // A test takes about ten times as long as a first look.
  const share = (looks.done + 10 * tests.done) / Math.max(1, looks.total + 10 * tests.total);
  return (
    <div className={styles.progress} data-testid="stock-progress">
      <button className={controls.button} type="button" data-testid="stock-cancel" onClick={cancel}>
        {say('stock.cancel')}
      </button>
      <div>
        <Bar label={say('stock.progress')} share={share} />
        <p>
          {looks.done < looks.total ? say('stock.progress.looks', looks) : say('stock.progress.tests', tests)}{' '}
          {etaMs !== null && (
            <span className={controls.faint}>
              {say('stock.progress.left', { duration: duration(Math.max(1000, Math.round(etaMs / 1000) * 1000)) })}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

/** Before anything was forecast: one click that does it. */
function NeedsForecast({ offer }: { offer: AllSeriesOffer }) {
  const { say } = useWords(stockWords);
  const forecast = useStock((state) => state.forecast);
  if (!offer.isForecast.some(Boolean)) return <p className={controls.calm}>{say('stock.no-forecast')}</p>;
  return (
    <section className={styles.start}>
      <h1>{say('stock.before')}</h1>
      <p className={controls.faint}>{say('stock.before.why')}</p>
      {offer.run ? (
        <Progress run={offer.run} />
      ) : (
        <button className={controls.primary} type="button" data-testid="stock-forecast" onClick={forecast}>
          {say('stock.forecast', { count: offer.names.length })}
        </button>
      )}
    </section>
  );
}

/** The three numbers that matter most. */
function Basics({ resolved }: { resolved: ResolvedItems }) {
  const { say } = useWords(stockWords);
  const settings = useStock((state) => state.settings);
  const change = useStock((state) => state.changeSettings);
  const setValue = useStock((state) => state.setValue);
  const { target, shares, byClass } = settings;
  const noteOf = (field: 'leadTime' | 'review') =>
    resolved[field].source
      ? say('stock.by-column')
      : settings.values[field] === undefined
        ? say('stock.default')
        : undefined;
  return (
    <div className={styles.basics}>
      {(['leadTime', 'review'] as const).map((field) => (
        <NumberField
          key={field}
          label={say(field === 'leadTime' ? 'stock.lead-time' : 'stock.review')}
          testId={field === 'leadTime' ? 'stock-lead-time' : 'stock-review'}
          value={settings.values[field] ?? null}
          usual={usualValue(field, resolved.stepDays)}
          note={noteOf(field)}
          onChange={(value) => setValue(field, value)}
        />
      ))}
      {target !== 'cost' && !byClass && (
        <NumberField
          label={say(target === 'fill' ? 'stock.service' : 'stock.service.cycle')}
          testId="stock-service"
          value={shares.a === usualSettings.shares.a ? null : shares.a * 100}
          usual={usualSettings.shares.a * 100}
          min={1}
          max={100}
          note={shares.a === usualSettings.shares.a ? say('stock.default') : undefined}
          onChange={(value) => {
            const share = value === null ? usualSettings.shares.a : value / 100;
            change({ shares: { a: share, b: share, c: share } });
          }}
        />
      )}
    </div>
  );
}

type AnswerProps = { offer: AllSeriesOffer; summary: OrderSummary; currency: string };

/** What to order today, in a sentence; what runs out, and what lies there for nothing, in another. */
function Answer({ offer, summary, currency }: AnswerProps) {
  const words = useWords(stockWords);
  const { say } = words;
  const { items, toOrder, late, orderMoney, overstockMoney, deadMoney, riskMoney, unknown, packs, expiring } = summary;
  const without = offer.stage.length - items;
  const inMoney = (value: number) => sayMoney(words, value, currency);
  const money =
    orderMoney === null ? '' : say('stock.answer.money', { money: inMoney(Number(orderMoney.toPrecision(3))) });
  const isUnknown = unknown === items;
  const title = isUnknown
    ? say('stock.answer.unknown', { count: items, money })
    : toOrder === 0
      ? say('stock.answer.none', { count: items })
      : say('stock.answer', { order: toOrder, count: items, money });
  const about = (value: number) => inMoney(Number(value.toPrecision(3)));
  const said = isUnknown
    ? []
    : [
        ...(late > 0 ? [say('stock.late', { count: late })] : [say('stock.late.none')]),
        ...(riskMoney !== null && riskMoney > 0 ? [say('stock.at-risk', { money: about(riskMoney) })] : []),
        ...(overstockMoney !== null && overstockMoney > 0
          ? [
              say('stock.over', {
                money: about(overstockMoney),
                dead: about(deadMoney ?? 0),
                span: sayHorizon(words, offer),
              }),
            ]
          : []),
        ...(expiring >= 1
          ? [
              summary.expiringMoney === null
                ? say('stock.expiring.units', { count: Math.round(expiring) })
                : say('stock.expiring', { money: about(summary.expiringMoney) }),
            ]
          : []),
        ...(packs > 0 ? [say('stock.packs', { count: packs, span: sayHorizon(words, offer) })] : []),
      ];
  const notes = [
    say('stock.censored'),
    ...(without > 0 && offer.run === null ? [say('stock.without', { count: without })] : []),
    ...(summary.isCostAssumed ? [say('stock.cost.assumed')] : []),
  ];
  return (
    <div
      className={styles.sentence}
      data-testid="stock-answer"
      data-order={toOrder}
      data-items={items}
      data-late={late}
    >
      <h1>{title}</h1>
      {said.length > 0 && <p>{words.sentences(said)}</p>}
      <p className={controls.faint}>{words.sentences(notes)}</p>
    </div>
  );
}

function Filters({ data }: { data: ListData }) {
  const { say } = useWords(stockWords);
  const filter = useStock(({ view }) => view.filter);
  const changeView = useStock((state) => state.changeView);
  const counts = useMemo(() => filters.map((id) => [id, countFilter(id, data)] as const), [data]);
  const choose = (id: StockFilter | null) => changeView({ filter: filter === id ? null : id });
  return (
    <fieldset className={list.chips} aria-label={say('stock.filters')}>
      <Chip label={say('stock.filter.all')} isOn={filter === null} onClick={() => changeView({ filter: null })} />
      {counts
        .filter(([id, count]) => count > 0 || id === filter)
        .map(([id, count]) => (
          <Chip
            key={id}
            label={say(`stock.filter.${id}`)}
            count={count}
            isOn={filter === id}
            testId={`stock-filter-${id}`}
            title={id === 'a' || id === 'b' || id === 'c' ? say('stock.filter.a.why') : undefined}
            onClick={() => choose(id)}
          />
        ))}
    </fieldset>
  );
}

type DecidedProps = { offer: AllSeriesOffer; orders: Orders; resolved: ResolvedItems; classes: Uint8Array };

function Decided({ offer, orders, resolved, classes }: DecidedProps) {
  const words = useWords(stockWords);
  const { say, language } = words;
  const now = useStock((state) => state.resolved) ?? resolved;
  const settings = useStock((state) => state.settings);
  const file = useStock((state) => state.file);
  const view = useDeferredValue(useStock((state) => state.view));
  const search = useStock((state) => state.view.search);
  const changeView = useStock((state) => state.changeView);
  const opened = useStock((state) => state.opened);
  const forecast = useStock((state) => state.forecast);
  const shown = useSession((state) => state.shown);
  const currency = findCurrency(shown?.profile.columns ?? []);
  const summary = useMemo(() => summarise(orders, resolved), [orders, resolved]);
  const data = useMemo((): ListData => ({ offer, orders, classes, settings }), [offer, orders, classes, settings]);
  const rows = useMemo(() => listRows(data, view, language), [data, view, language]);
  const place = usePlace(opened !== null);
  const { hidesList, listWidth } = place;
  const hasMoney = summary.orderMoney !== null;
  const isUnknown = summary.unknown === summary.items;
  const isTested = offer.stage.some((stage) => stage === offeredStages.tested);
  const isCertain = settings.target !== 'cost' && Math.max(...Object.values(settings.shares)) > mostShare;
  return (
    <div ref={place.frame} className={styles.view}>
      {!hidesList && (
        <>
          <header className={styles.head}>
            <Answer offer={offer} summary={summary} currency={currency} />
            <Basics resolved={now} />
          </header>
          {offer.run ? (
            <Progress run={offer.run} />
          ) : (
            !isTested && (
              <div className={controls.calm}>
                <p>{say('stock.untested')}</p>
                <button className={controls.button} type="button" data-testid="stock-test" onClick={forecast}>
                  {say('stock.forecast.rest')}
                </button>
              </div>
            )
          )}
          <BesideFile unknown={isUnknown} />
          {summary.negative > 0 && (
            <p className={controls.faint}>{say('stock.negative', { count: summary.negative })}</p>
          )}
          {isCertain && <p className={styles.careful}>{say('stock.certain')}</p>}
        </>
      )}
      <ListAndItem
        place={place}
        item={
          opened === null ? null : (
            <StockItem offer={offer} orders={orders} resolved={resolved} number={opened} currency={currency} />
          )
        }
      >
        <Filters data={data} />
        <div className={list.tools}>
          <Search
            label={say('stock.search')}
            testId="stock-search"
            value={search}
            onChange={(value) => changeView({ search: value })}
          />
          <p className={list.count} role="status">
            {say('stock.found', { found: rows.length, count: summary.items })}
          </p>
          <Downloads
            dataName={shown?.source.name ?? ''}
            content={() => {
              const ids = file?.names.slice(0, file.idCount) ?? [];
              return { offer, orders, resolved, classes, ids, rows };
            }}
          />
        </div>
        {rows.length > 0 ? (
          <div className={controls.card}>
            {listWidth > 0 && (
              <StockTable
                offer={offer}
                orders={orders}
                rows={rows}
                stepDays={resolved.stepDays}
                currency={currency}
                hasMoney={hasMoney}
                width={listWidth}
              />
            )}
          </div>
        ) : (
          <NothingFound
            said={say('stock.nothing')}
            clear={say('stock.clear')}
            onClear={() => changeView({ search: '', filter: null })}
          />
        )}
      </ListAndItem>
      {!hidesList && (
        <>
          <StockCurve currency={currency} hasMoney={hasMoney} isUnknown={isUnknown} />
          <Inputs resolved={now} />
          <PolicyFold />
          <ReplayFold currency={currency} hasMoney={hasMoney} isTested={isTested} />
        </>
      )}
      <p className={controls.hidden} role="status">
        {say('stock.announce')}
      </p>
    </div>
  );
}

function Content() {
  const words = useWords(stockWords);
  const { say } = words;
  const offer = useStock((state) => state.offer);
  const decided = useStock((state) => state.decided);
  const problem = useStock((state) => state.problem);
  const dismiss = useStock((state) => state.dismissProblem);
  if (!offer) return <p role="status">{say('stock.waiting')}</p>;
  if (offer.isLevel) return <p className={controls.calm}>{say('stock.level')}</p>;
  return (
    <>
      {problem && (
        <div className={controls.notice} role="alert">
          <p>{sayProblem(words, problem as SessionProblem, true)}</p>
          <button className={controls.link} type="button" onClick={dismiss}>
            {say('stock.close')}
          </button>
        </div>
      )}
      {decided.state === 'done' ? (
        <Decided offer={offer} {...decided.value} />
      ) : decided.state === 'running' ? (
        <div className={styles.start}>
          <h1>{say('stock.deciding')}</h1>
          <Bar label={say('stock.progress')} share={decided.share} />
        </div>
      ) : (
        <NeedsForecast offer={offer} />
      )}
    </>
  );
}

/** What to order today, of which item, and why. */
export function StockView({ store }: { store: StockStore }) {
  return (
    <StockContext value={store}>
      <DropBeside>
        <div data-testid="stock-view">
          <Content />
        </div>
      </DropBeside>
    </StockContext>
  );
}
