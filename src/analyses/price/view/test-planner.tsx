import { useState } from 'react';
import { formatDate } from '../../../i18n/dates.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { NumberField } from '../../../ui/shell/number-field.tsx';
import { Select } from '../../../ui/shell/select.tsx';
import type { PricePart } from '../jobs/job.ts';
import { planTest } from '../state/plan-test.ts';
import { usePrice } from './context.ts';
import styles from './price.module.css';
import { sayPrice } from './say-price.ts';
import { priceWords } from './words/price-words.ts';

/** Of a longer list of dates the first are named. */
const mostDates = 16;
const mostOptions = 500;

/** Which dates at which price, how many, and what that could tell. */
export function TestPlanner({ part, currency }: { part: PricePart; currency: string }) {
  const words = useWords(priceWords);
  const { say, fixed, language } = words;
  const opened = usePrice((state) => state.opened);
  const [chosen, setChosen] = useState<number | null>(null);
  const [change, setChange] = useState(-10);
  const [effect, setEffect] = useState(1);
  const known = [...part.names.keys()].filter((item) => part.judged.items[item].left > 0).slice(0, mostOptions);
  const item = chosen ?? (opened !== null && part.judged.items[opened].left > 0 ? opened : known[0]);
  if (item === undefined) return null;
  const { today } = part.judged.items[item];
  const plan = planTest(part, item, change / 100, effect);
  const day = (ms: number) => formatDate(language, ms, { day: 'numeric', month: 'short', year: 'numeric' });
  const named = plan ? plan.dates.slice(0, mostDates).map(day) : [];
  return (
    <details className={`${controls.card} ${styles.fold}`}>
      <summary data-testid="price-test">{say('price.test')}</summary>
      <p className={controls.faint}>{say('price.test.why')}</p>
      <div className={styles.fields}>
        {part.names.length > 1 && (
          <label className={styles.field}>
            <span>{say('price.test.item')}</span>
            <Select
              value={String(item)}
              options={(known.includes(item) ? known : [item, ...known]).map((one) => ({
                value: String(one),
                label: part.names[one],
              }))}
              onChoose={(one) => setChosen(Number(one))}
            />
          </label>
        )}
        <NumberField
          label={say('price.test.change')}
          testId="price-test-change"
          value={change}
          usual={-10}
          min={-90}
          max={90}
          onChange={(value) => setChange(value ?? -10)}
        />
        <NumberField
          label={say('price.test.effect')}
          testId="price-test-effect"
          value={effect}
          usual={1}
          onChange={(value) => setEffect(value ?? 1)}
        />
      </div>
      {plan ? (
        <>
          <p data-testid="price-test-answer" data-steps={plan.steps} data-detectable={plan.detectable}>
            {say('price.test.answer', {
              span: say(`price.test.span.${plan.unit}`, { count: plan.steps }),
              price: sayPrice(words, today * (1 + change / 100), currency),
              today: sayPrice(words, today, currency),
              effect: fixed(plan.detectable, 2),
              half: fixed(plan.halfWidth, 2),
            })}
          </p>
          {!plan.isEnough && (
            <p className={styles.careful}>
              {say('price.test.too-long', { span: say(`price.test.span.${plan.unit}`, { count: plan.steps }) })}
            </p>
          )}
          <p className={controls.faint}>
            {say('price.test.dates', { dates: named.join(' · ') + (plan.dates.length > mostDates ? ' …' : '') })}
          </p>
        </>
      ) : (
        <p>{say('price.test.impossible')}</p>
      )}
    </details>
  );
}
