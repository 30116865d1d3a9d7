import type { ScenarioControl } from '../../../../evaluation/scenarios/scenario.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { saySigned } from '../number/say-why.ts';
import { whyWords } from '../words/why-words.ts';
import styles from './scenarios.module.css';
import type { ScenarioSum } from './sum-scenario.ts';

type EffectProps = {
  /** Null until it is known. */
  sum: ScenarioSum | null;
  isChanged: boolean;
  digits: number;
  /** What a unit is sold for; null where that is not known. */
  price: ScenarioControl | null;
};

/** What a scenario comes to: in units, and in money where there is a price. */
export function Effect({ sum, isChanged, digits, price }: EffectProps) {
  const words = useWords(whyWords);
  const { say } = words;
  const difference = sum ? sum.total - sum.before : 0;
  const share = sum && sum.before > 0 ? `${saySigned(words, (100 * difference) / sum.before, 1)}%` : '';
  return (
    <div
      className={styles.effect}
      data-testid="scenario-effect"
      data-units={sum ? difference : ''}
      data-money={sum?.money ?? ''}
      data-total={sum?.total ?? ''}
      aria-live="polite"
    >
      {sum && isChanged ? (
        <>
          <p className={styles.sentence}>{say('if.effect', { by: saySigned(words, difference, digits), share })}</p>
          <p className={controls.faint}>
            {say('if.instead', { total: words.fixed(sum.total, digits), before: words.fixed(sum.before, digits) })}{' '}
            {price &&
              sum.money !== null &&
              say('if.money-effect', { money: saySigned(words, sum.money, 0), price: price.name })}
          </p>
        </>
      ) : (
        <p className={styles.sentence}>{say('if.unchanged')}</p>
      )}
    </div>
  );
}
