import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { Select } from '../../../ui/shell/select.tsx';
import { type PriceRole, priceRoles } from '../inputs.ts';
import type { ItemCaution, PricePart } from '../jobs/job.ts';
import { columnsOf } from '../state/session-side.ts';
import { usePrice } from './context.ts';
import styles from './price.module.css';
import { sayElasticity } from './say-price.ts';
import { priceWords } from './words/price-words.ts';

/** Which column is what. */
export function Columns() {
  const { say } = useWords(priceWords);
  const file = usePrice((state) => state.file);
  const settings = usePrice((state) => state.settings);
  const setColumn = usePrice((state) => state.setColumn);
  if (!file) return null;
  const columns = columnsOf(file, settings);
  const optionsOf = (role: PriceRole) => [
    { value: '', label: say('price.columns.none') },
    ...(role === 'promotion' ? file.flags : file.numbers).map((name) => ({ value: name, label: name })),
  ];
  return (
    <details className={`${controls.card} ${styles.fold}`}>
      <summary data-testid="price-columns">{say('price.columns')}</summary>
      <p className={controls.faint}>{say('price.columns.why')}</p>
      <div className={styles.fields}>
        {priceRoles.map((role) => (
          <label key={role} className={styles.field}>
            <span>{say(`price.role.${role}`)}</span>
            <Select
              value={columns[role] ?? ''}
              data-testid={`price-column-${role}`}
              options={optionsOf(role)}
              onChoose={(name) => setColumn(role, name === '' ? null : name)}
            />
          </label>
        ))}
      </div>
    </details>
  );
}

/** How it is judged, whether another method agrees, what may mislead and what was left out. */
export function Method({ part }: { part: PricePart }) {
  const words = useWords(priceWords);
  const { say } = words;
  const { judged, leftOut, group } = part;
  const checked = judged.items.flatMap(({ alone }) => (alone?.check ? [{ own: alone.own, check: alone.check }] : []));
  const agree = checked.filter(({ own, check }) => check.low <= own.high && check.high >= own.low).length;
  const cautions = new Map<ItemCaution, number>();
  for (const { cautions: own } of judged.items) for (const one of own) cautions.set(one, (cautions.get(one) ?? 0) + 1);
  const refused = new Map<string, number>();
  for (const { problem, own } of judged.items) {
    if (problem && !own) refused.set(problem.code, (refused.get(problem.code) ?? 0) + 1);
  }
  const reasons = {
    'often-zero': say('price.method.often-zero'),
    'too-few-values': say('price.method.too-few-values'),
    'no-price': say('price.refused.no-price'),
    'price-hardly-varied': say('price.refused.price-hardly-varied'),
    'price-is-promotion': say('price.refused.price-is-promotion'),
  } as const;
  const value = (number: number) => sayElasticity(words, number);
  const single = judged.items.length === 1 ? checked[0]?.check : undefined;
  return (
    <details className={`${controls.card} ${styles.fold}`}>
      <summary data-testid="price-method">{say('price.method')}</summary>
      <p>{say('price.method.how')}</p>
      <p data-testid="price-check" data-value={single?.value ?? ''} data-agree={agree}>
        {single
          ? say('price.method.check.one', {
              value: value(single.value),
              low: value(single.low),
              high: value(single.high),
            })
          : checked.length > 0
            ? say('price.method.check', { agree, count: checked.length })
            : say('price.method.check.none')}
      </p>
      {judged.groups.length > 1 && group && (
        <>
          <h3>{say('price.method.groups', { column: group.column })}</h3>
          <ul className={styles.cautions}>
            {judged.groups.map(({ label, mean, items }) => (
              <li key={label}>
                {say('price.method.group', {
                  label: label ?? '',
                  value: value(mean.value),
                  low: value(mean.low),
                  high: value(mean.high),
                  count: items,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className={styles.cautions}>
        {[...cautions].map(([caution, count]) => (
          <li key={caution}>{say('price.method.caution', { count, text: say(`price.caution.${caution}`) })}</li>
        ))}
        {[...refused].map(([code, count]) => (
          <li key={code}>{say('price.method.refused', { count, reason: reasons[code as keyof typeof reasons] })}</li>
        ))}
        {leftOut.withoutPrice > 0 && <li>{say('price.method.left.price', { count: leftOut.withoutPrice })}</li>}
        {leftOut.returns > 0 && <li>{say('price.method.left.returns', { count: leftOut.returns })}</li>}
        <li>{say('price.method.scenario')}</li>
      </ul>
    </details>
  );
}
