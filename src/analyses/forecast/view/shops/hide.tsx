import { epsilonOfShop, usualDelta } from '../../../../federation/privacy-loss.ts';
import type { Noise } from '../../../../federation/round.ts';
import takeAway from '../take-away/take-away.module.css';
import { CountField } from './count-field.tsx';
import styles from './shops.module.css';
import type { ShopsWords } from './words/shops-words.ts';

const usualNoise: Noise = { clipNorm: 1, multiplier: 4 };
const mostNoise = 1e4;

type HideProps = {
  words: ShopsWords;
  rounds: number;
  noise: Noise | null;
  onChange: (noise: Noise | null) => void;
};

/** Whether what is handed back is hidden, by how much noise, and what that is worth. */
export function Hide({ words, rounds, noise, onChange }: HideProps) {
  const { say, number, fixed } = words;
  const epsilon = noise && epsilonOfShop(noise.multiplier, rounds);
  return (
    <details className={takeAway.smaller}>
      <summary data-testid="shops-hide">
        {say('shops.hide')} <span>{say('shops.hide-hint')}</span>
      </summary>
      <div className={takeAway.part}>
        <p className={takeAway.about}>{say('shops.hide-why')}</p>
        <label className={styles.check}>
          <input
            type="checkbox"
            data-testid="shops-hide-on"
            checked={noise !== null}
            onChange={({ target }) => onChange(target.checked ? usualNoise : null)}
          />
          {say('shops.hide-on')}
        </label>
        {noise && (
          <>
            <div className={styles.row}>
              <CountField
                label={say('shops.clip')}
                testId="shops-clip"
                value={noise.clipNorm}
                least={1e-6}
                most={mostNoise}
                isWhole={false}
                onChange={(clipNorm) => onChange({ ...noise, clipNorm })}
              />
              <CountField
                label={say('shops.multiplier')}
                testId="shops-multiplier"
                value={noise.multiplier}
                least={0}
                most={mostNoise}
                isWhole={false}
                onChange={(multiplier) => onChange({ ...noise, multiplier })}
              />
            </div>
            {epsilon !== null && !Number.isNaN(epsilon) && (
              <p className={takeAway.about} data-testid="shops-epsilon" role="status">
                {Number.isFinite(epsilon)
                  ? say('shops.epsilon', { count: rounds, epsilon: number(epsilon, 3), delta: fixed(usualDelta, 5) })
                  : say('shops.epsilon-none')}
              </p>
            )}
          </>
        )}
      </div>
    </details>
  );
}
