import { useMemo, useState } from 'react';
import { saySpan } from '../../../../i18n/dates.ts';
import type { ChangeParts } from '../../../../planning/split-change.ts';
import type { Step } from '../../../../series/step.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { Select } from '../../../../ui/shell/select.tsx';
import type { TrendItem, TrendItems } from '../../trends/items.ts';
import bars from '../number/number.module.css';
import { placeRows } from '../number/place-rows.ts';
import { digitsOf, saySigned } from '../number/say-why.ts';
import { causeIds, saySignedShare } from './say-trends.ts';
import { groupsOf, moveOf, type NamedPart } from './sum-trends.ts';
import styles from './trends.module.css';
import { trendsWords } from './words/trends-words.ts';

type MovedProps = { found: TrendItems; causes: ChangeParts | null; compared: number; step: Step };

/** From the total a year before to that of now: by causes, by groups, or by single series. */
export function Moved({ found, causes, compared, step }: MovedProps) {
  const words = useWords(trendsWords);
  const { say } = words;
  const { items, price } = found;
  const groups = useMemo(() => groupsOf(found), [found]);
  const [chosen, choose] = useState<string | null>(null);
  const options = [
    ...(causes ? [{ value: 'causes', label: say('trends.by.causes') }] : []),
    ...groups.map((at) => ({ value: `group ${at}`, label: found.groups[at] })),
    { value: 'items', label: say('trends.by.items') },
  ];
  const by = options.some(({ value }) => value === chosen) ? (chosen as string) : options[0].value;
  const move = useMemo(() => {
    if (by === 'causes' && causes) {
      const parts = causeIds.map((id): NamedPart & { id: string } => ({ id, name: id, value: causes[id] }));
      return { before: causes.before, now: causes.now, parts: parts.filter(({ value }) => value !== 0) };
    }
    const at = by === 'items' ? null : Number(by.slice('group '.length));
    return moveOf(
      items,
      ({ units, money }) => (causes && money ? money : units),
      ({ uniqueId, groups: own }: TrendItem) => (at === null ? uniqueId : own[at] || '?'),
    );
  }, [by, causes, items]);
  const { before, now } = move;
  const { rows, isCut } = placeRows<string>({
    start: before,
    total: now,
    parts: move.parts.map(({ name, value }) => ({ part: name ?? '', names: [], value, error: 0 })),
  });
  const digits = digitsOf({ start: before, total: now }, { isWhole: true, isLevel: false });
  const nameOf = (part: string, place: number): string => {
    if (place === 0) return say('trends.before');
    if (place === rows.length - 1) return say('trends.now', { span: saySpan(words, compared, step) });
    if (by === 'causes') return say(`trends.cause.${part as (typeof causeIds)[number]}`);
    return part === '' ? say('trends.others') : part;
  };
  return (
    <section className={styles.part} aria-labelledby="trends-moved">
      <h3 id="trends-moved">{say('trends.moved')}</h3>
      <p className={styles.choice}>
        <label>
          {say('trends.by')} <Select value={by} options={options} onChoose={choose} data-testid="trends-by" />
        </label>
      </p>
      <ol
        className={bars.waterfall}
        data-testid="trends-moved"
        data-start={before}
        data-total={now}
        aria-labelledby="trends-moved"
      >
        {rows.map(({ part, value, from, to }, place) => {
          const isEnd = place === 0 || place === rows.length - 1;
          return (
            <li
              key={isEnd ? `end ${place}` : `part ${part}`}
              className={bars.row}
              data-kind={isEnd ? 'end' : value < 0 ? 'less' : 'more'}
              {...(!isEnd && { 'data-part': part, 'data-value': value })}
            >
              <span className={bars.name}>{nameOf(part, place)}</span>
              <span className={bars.track} aria-hidden="true">
                <span
                  className={bars.bar}
                  style={{ insetInlineStart: `${100 * from}%`, width: `${100 * (to - from)}%` }}
                />
              </span>
              <span className={bars.value}>
                {isEnd ? words.fixed(value, digits) : saySigned(words, value, digits)}
                {!isEnd && before > 0 && (
                  <span className={bars.share}> {saySignedShare(words, value / before, 1)}</span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      <p className={controls.faint}>
        {words.sentences([
          ...(isCut ? [say('trends.cut')] : []),
          ...(causes && price ? [say('trends.money', { name: price })] : []),
          ...(!causes && price ? [say('trends.no-price')] : []),
        ])}
      </p>
    </section>
  );
}
