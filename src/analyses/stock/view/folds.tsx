/** What experts look at: where each number comes from, how it orders, and whether that would have worked. */

import { sayMoney } from '../../../i18n/money.ts';
import { valueClasses } from '../../../planning/classify-value.ts';
import { Bar } from '../../../ui/shell/bar.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { NumberField } from '../../../ui/shell/number-field.tsx';
import { Select } from '../../../ui/shell/select.tsx';
import { itemFields } from '../inputs.ts';
import { type ReplayTotals, replayed } from '../jobs/job.ts';
import { type ResolvedItems, sourcesFor, supplierSources } from '../state/resolve-items.ts';
import { targetKinds, usualValue } from '../state/stock-settings.ts';
import { useStock } from './context.ts';
import styles from './stock.module.css';
import { stockWords } from './words/stock-words.ts';

/** Where each number comes from. */
export function Inputs({ resolved }: { resolved: ResolvedItems }) {
  const { say } = useWords(stockWords);
  const file = useStock((state) => state.file);
  const beside = useStock((state) => state.beside);
  const settings = useStock((state) => state.settings);
  const setSource = useStock((state) => state.setSource);
  const setValue = useStock((state) => state.setValue);
  const change = useStock((state) => state.changeSettings);
  if (!file) return null;
  const sources = sourcesFor(file, beside?.brief ?? null);
  const keyOf = (source: (typeof sources)[number] | null) => (source ? `${source.from} ${source.column}` : '');
  const suppliers = supplierSources(file, beside?.brief ?? null);
  const optionsOf = (all: typeof sources) => [
    { value: '', label: say('stock.inputs.none') },
    ...all.map((source) => ({
      value: keyOf(source),
      label:
        source.from === 'beside' && beside
          ? say('stock.inputs.of', { column: source.column, name: beside.name })
          : source.column,
    })),
  ];
  return (
    <details className={`${controls.card} ${styles.fold}`}>
      <summary data-testid="stock-inputs">{say('stock.inputs')}</summary>
      <p className={controls.faint}>{say('stock.inputs.why')}</p>
      <table className={styles.inputs}>
        <thead>
          <tr>
            <th scope="col">{say('stock.inputs.field')}</th>
            <th scope="col">{say('stock.inputs.source')}</th>
            <th scope="col">{say('stock.inputs.all')}</th>
          </tr>
        </thead>
        <tbody>
          {itemFields.map((field) => {
            const { source, values } = resolved[field];
            const usual = usualValue(field, resolved.stepDays);
            const known = values.reduce((count, value) => count + (Number.isFinite(value) ? 1 : 0), 0);
            return (
              <tr key={field}>
                <th scope="row">
                  {say(`stock.field.${field}`)}
                  <small>
                    {field === 'cost' && !source
                      ? say('stock.inputs.cost.usual')
                      : say('stock.inputs.count', { count: known })}
                  </small>
                </th>
                <td>
                  <Select
                    value={keyOf(source)}
                    data-testid={`stock-source-${field}`}
                    aria-label={`${say(`stock.field.${field}`)}: ${say('stock.inputs.source')}`}
                    options={optionsOf(sources)}
                    onChoose={(key) => setSource(field, sources.find((one) => keyOf(one) === key) ?? null)}
                  />
                </td>
                <td>
                  <NumberField
                    label={`${say(`stock.field.${field}`)}: ${say('stock.inputs.all')}`}
                    isLabelHidden
                    testId={`stock-all-${field}`}
                    value={settings.values[field] ?? null}
                    usual={usual}
                    min={field === 'onHand' ? Number.NEGATIVE_INFINITY : 0}
                    onChange={(value) => setValue(field, value)}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.fields}>
        <label className={styles.field}>
          <span>{say('stock.supplier')}</span>
          <Select
            value={keyOf(resolved.suppliers?.source ?? null)}
            data-testid="stock-supplier"
            options={optionsOf(suppliers)}
            onChoose={(key) => change({ supplier: suppliers.find((one) => keyOf(one) === key) ?? null })}
          />
        </label>
        {resolved.suppliers && (
          <NumberField
            label={say('stock.supplier.minimum')}
            note={say('stock.supplier.minimum.why')}
            testId="stock-supplier-minimum"
            value={settings.supplierMinimum ?? 0}
            usual={0}
            onChange={(value) => change({ supplierMinimum: value ?? 0 })}
          />
        )}
      </div>
    </details>
  );
}

/** How it orders: the target, what stock and orders cost, how sure deliveries are. */
export function PolicyFold() {
  const { say } = useWords(stockWords);
  const settings = useStock((state) => state.settings);
  const change = useStock((state) => state.changeSettings);
  const { target, shares, byClass, missingMargins, leadSpread, holdingRate, orderCost } = settings;
  return (
    <details className={`${controls.card} ${styles.fold}`} data-testid="stock-policy">
      <summary>{say('stock.policy')}</summary>
      <p className={controls.faint}>{say('stock.policy.why')}</p>
      <div className={styles.fields}>
        <label className={styles.field}>
          <span>{say('stock.policy.target')}</span>
          <Select
            value={target}
            data-testid="stock-target"
            options={targetKinds.map((kind) => ({ value: kind, label: say(`stock.policy.target.${kind}`) }))}
            onChoose={(kind) => change({ target: kind })}
          />
        </label>
        {target === 'cost' ? (
          <NumberField
            label={say('stock.policy.margins')}
            value={missingMargins}
            usual={1}
            onChange={(value) => change({ missingMargins: value ?? 1 })}
          />
        ) : (
          <label className={styles.check}>
            <input
              type="checkbox"
              data-testid="stock-by-class"
              checked={byClass}
              onChange={({ target: box }) => change({ byClass: box.checked })}
            />
            {say('stock.policy.by-class')}
          </label>
        )}
        {target !== 'cost' &&
          byClass &&
          valueClasses.map((one) => (
            <NumberField
              key={one}
              label={say(`stock.policy.share.${one}`)}
              testId={`stock-share-${one}`}
              value={shares[one] * 100}
              usual={95}
              min={1}
              max={100}
              onChange={(value) => change({ shares: { ...shares, [one]: (value ?? 95) / 100 } })}
            />
          ))}
        <NumberField
          label={say('stock.policy.spread')}
          note={say('stock.policy.spread.why')}
          testId="stock-lead-spread"
          value={leadSpread}
          usual={0}
          onChange={(value) => change({ leadSpread: value ?? 0 })}
        />
        <NumberField
          label={say('stock.policy.holding')}
          value={holdingRate * 100}
          usual={20}
          onChange={(value) => change({ holdingRate: (value ?? 20) / 100 })}
        />
        <NumberField
          label={say('stock.policy.order-cost')}
          note={say('stock.policy.order-cost.why')}
          testId="stock-order-cost"
          value={orderCost}
          usual={0}
          onChange={(value) => change({ orderCost: value ?? 0 })}
        />
      </div>
    </details>
  );
}

/** The policy replayed on what came, beside two that everybody knows. */
export function ReplayFold({
  currency,
  hasMoney,
  isTested,
}: {
  currency: string;
  hasMoney: boolean;
  isTested: boolean;
}) {
  const words = useWords(stockWords);
  const { say, percent, number } = words;
  const replay = useStock((state) => state.replay);
  const start = useStock((state) => state.startReplay);
  const cancel = useStock((state) => state.cancelReplay);
  const money = (value: number) => (hasMoney ? sayMoney(words, value, currency) : number(Math.round(value)));
  const share = (met: number, asked: number) => (asked > 0 ? percent(met / asked, 1) : '–');
  const row = ({ asked, met, askedSeldom, metSeldom, stock, stockSeldom, orders, lost, cost }: ReplayTotals) => [
    share(met, asked),
    share(metSeldom, askedSeldom),
    money(stock),
    money(stockSeldom),
    number(orders),
    money(lost),
    money(cost),
  ];
  const heads = ['fill', 'fill.seldom', 'stock', 'stock.seldom', 'orders', 'lost', 'cost'] as const;
  return (
    <details className={`${controls.card} ${styles.fold}`} data-testid="stock-replay">
      <summary>{say('stock.replay')}</summary>
      <p className={controls.faint}>{say('stock.replay.why')}</p>
      {!isTested && <p>{say('stock.replay.untested')}</p>}
      {isTested && replay.state === 'none' && (
        <button className={controls.button} type="button" data-testid="stock-replay-start" onClick={() => void start()}>
          {say('stock.replay.start')}
        </button>
      )}
      {replay.state === 'running' && (
        <div className={styles.progress}>
          <button className={controls.button} type="button" onClick={cancel}>
            {say('stock.cancel')}
          </button>
          <div>
            <Bar label={say('stock.progress')} share={replay.share} />
            <p>{say('stock.replay.running')}</p>
          </div>
        </div>
      )}
      {replay.state === 'done' && (
        <>
          <p>{say('stock.replay.of', { count: replay.value.items, seldom: replay.value.seldom })}</p>
          <div className={styles.scroll}>
            <table className={styles.replay} data-testid="stock-replay-table">
              <thead>
                <tr>
                  <th scope="col">{say('stock.replay.way')}</th>
                  {heads.map((head) => (
                    <th key={head} scope="col">
                      {say(`stock.replay.${head}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {replayed.map((way) => {
                  const totals = replay.value.totals[way];
                  return (
                    <tr key={way} data-way={way} data-fill={totals.met / totals.asked}>
                      <th scope="row">{say(`stock.replay.way.${way}`)}</th>
                      {row(totals).map((text, at) => (
                        <td key={heads[at]}>{text}</td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          <p className={controls.faint}>{say('stock.replay.censored')}</p>
        </>
      )}
    </details>
  );
}
