import list from '../../../ui/list/list.module.css';
import { ItemHead } from '../../../ui/list/list-and-item.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { NumberField } from '../../../ui/shell/number-field.tsx';
import type { PricePart } from '../jobs/job.ts';
import { bestPriceOf, costOf, outcomesOf } from '../state/price-offers.ts';
import { usePrice } from './context.ts';
import { ElasticityMark } from './elasticity-mark.tsx';
import styles from './price.module.css';
import { PriceCurves } from './price-curves.tsx';
import { sayItem } from './say-answer.ts';
import { sayElasticity, sayGain, sayPer, sayPrice, sayRefusal, sayUnits } from './say-price.ts';
import { priceWords } from './words/price-words.ts';

type ItemProps = { part: PricePart; item: number; currency: string; isAlone: boolean };

const yearDays = 365.25;

function Cost({ part, item, currency }: Omit<ItemProps, 'isAlone'>) {
  const words = useWords(priceWords);
  const { say } = words;
  const settings = usePrice((state) => state.settings);
  const setCost = usePrice((state) => state.setCost);
  const name = part.names[item];
  const judged = part.judged.items[item];
  const { [name]: byHand } = settings.costs;
  const known = costOf({ ...settings, costs: {} }, name, judged);
  return (
    <NumberField
      label={say('price.item.cost') + (currency ? `, ${currency}` : '')}
      testId="price-item-cost"
      value={byHand ?? null}
      usual={known}
      note={
        byHand !== undefined
          ? undefined
          : Number.isFinite(judged.cost)
            ? say('price.item.cost.column')
            : say(known === null ? 'price.item.cost.unknown' : 'price.item.cost.share')
      }
      onChange={(value) => setCost(name, value)}
    />
  );
}

/** One item: what went with its price, what another would bring, and what speaks against it. */
export function PriceItem({ part, item, currency, isAlone }: ItemProps) {
  const words = useWords(priceWords);
  const { say } = words;
  const open = usePrice((state) => state.open);
  const settings = usePrice((state) => state.settings);
  const ahead = usePrice((state) => state.ahead);
  const name = part.names[item];
  const judged = part.judged.items[item];
  const { own, alone, today, problem, cautions } = judged;
  const given = { part, settings, ahead };
  const found = bestPriceOf(given, item);
  const outcomes = outcomesOf(given, item);
  const per = sayPer(words, part.stepDays);
  const perYear = yearDays / part.stepDays;
  const price = (value: number) => sayPrice(words, value, currency);
  const isMoved = found !== null && found.best.price !== found.now.price;
  const worth = found && {
    now: (found.now.margin ?? found.now.revenue).value,
    best: found.best.margin ?? found.best.revenue,
  };
  const group = part.group?.labels[part.group.codes[item]];
  const Tag = isAlone ? 'section' : 'aside';
  return (
    <Tag className={`${controls.card} ${list.item}`} data-testid="price-item" aria-label={say('price.item')}>
      {!isAlone && (
        <ItemHead
          name={name}
          below={group ?? ''}
          close={say('price.close')}
          closeTestId="price-item-close"
          onClose={() => open(null)}
        />
      )}
      {!isAlone && <p>{sayItem(words, part, item)}</p>}
      {problem && (
        <p className={styles.careful}>
          {words.sentences([
            say(own ? 'price.refused.alone' : 'price.refused.whole', { reason: sayRefusal(words, problem) }),
            say(`price.help.${problem.code}`),
          ])}
        </p>
      )}
      <dl className={list.figures}>
        <div>
          <dt>{say('price.item.best')}</dt>
          <dd
            className={list.big}
            data-testid="price-best"
            data-value={found?.best.price ?? ''}
            data-today={Number.isFinite(today) ? today : ''}
            data-rule={found?.by ?? ''}
            data-held={found?.heldBy ?? ''}
          >
            {found ? (isMoved ? price(found.best.price) : say('price.item.keep')) : '–'}
          </dd>
          {found && (
            <dd className={list.note}>
              {[
                say(`price.item.by.${found.by}`),
                ...(found.heldBy ? [say(`price.item.held.${found.heldBy}`)] : []),
              ].join(' · ')}
            </dd>
          )}
        </div>
        <div>
          <dt>{say('price.item.today')}</dt>
          <dd>{price(today)}</dd>
          <dd className={list.note}>
            {say('price.item.range', { low: price(part.lowest[item]), high: price(part.highest[item]) })}
          </dd>
        </div>
        {found && worth && isMoved && (
          <div>
            <dt>{say('price.item.gain')}</dt>
            <dd>{sayGain(words, (worth.best.value - worth.now) * perYear, currency)}</dd>
            <dd className={list.note}>
              {say('price.band', {
                low: sayGain(words, (worth.best.low - worth.now) * perYear, currency),
                high: sayGain(words, (worth.best.high - worth.now) * perYear, currency),
              })}
              {' · '}
              {say(found.isSure ? 'price.item.sure' : 'price.item.unsure')}
            </dd>
          </div>
        )}
        <div>
          <dt>{say('price.item.units', { per })}</dt>
          <dd>{sayUnits(words, found?.now.units.value ?? judged.perStep)}</dd>
          <dd className={list.note}>
            {[
              say(ahead?.has(name) ? 'price.item.units.ahead' : 'price.item.units.year'),
              ...(found && isMoved
                ? [say('price.item.at-best', { units: sayUnits(words, found.best.units.value) })]
                : []),
            ].join(' · ')}
          </dd>
        </div>
        {own && (
          <div>
            <dt>{say('price.item.elasticity')}</dt>
            <dd>
              {sayElasticity(words, own.value)}
              <span className={styles.interval}>
                {say('price.band', { low: sayElasticity(words, own.low), high: sayElasticity(words, own.high) })}
              </span>
            </dd>
            <dd>
              <ElasticityMark own={own} raw={alone?.own ?? null} label={say('price.item.elasticity')} />
            </dd>
            {alone && (
              <dd className={list.note}>
                {say('price.item.raw', {
                  value: sayElasticity(words, alone.own.value),
                  low: sayElasticity(words, alone.own.low),
                  high: sayElasticity(words, alone.own.high),
                })}
              </dd>
            )}
          </div>
        )}
        <Cost part={part} item={item} currency={currency} />
      </dl>
      {outcomes.length > 1 && (
        <PriceCurves outcomes={outcomes} today={today} best={found?.best.price ?? null} per={per} currency={currency} />
      )}
      {cautions.length > 0 && (
        <ul className={styles.cautions}>
          {cautions.map((caution) => (
            <li key={caution}>{say(`price.caution.${caution}`)}</li>
          ))}
        </ul>
      )}
    </Tag>
  );
}
