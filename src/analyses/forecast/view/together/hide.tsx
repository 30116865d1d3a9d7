import { epsilonOfShop, usualDelta } from '../../../../federation/privacy-loss.ts';
import type { Noise } from '../../../../federation/round.ts';
import takeAway from '../take-away/take-away.module.css';
import { CountField } from './count-field.tsx';
import styles from './together.module.css';
import type { TogetherWords } from './words/together-words.ts';

const usualNoise: Noise = { clipNorm: 1, multiplier: 4 };
const mostNoise = 1e4;

type HideProps = {
  words: TogetherWords;
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
      <summary data-testid="together-hide">
        {say('together.hide')} <span>{say('together.hide-hint')}</span>
      </summary>
      <div className={takeAway.part}>
        <p className={takeAway.about}>{say('together.hide-why')}</p>
        <label className={styles.check}>
          <input
            type="checkbox"
            data-testid="together-hide-on"
            checked={noise !== null}
            onChange={({ target }) => onChange(target.checked ? usualNoise : null)}
          />
          {say('together.hide-on')}
        </label>
        {noise && (
          <>
            <div className={styles.row}>
              <CountField
                label={say('together.clip')}
                testId="together-clip"
                value={noise.clipNorm}
                least={1e-6}
                most={mostNoise}
                isWhole={false}
                onChange={(clipNorm) => onChange({ ...noise, clipNorm })}
              />
              <CountField
                label={say('together.multiplier')}
                testId="together-multiplier"
                value={noise.multiplier}
                least={0}
                most={mostNoise}
                isWhole={false}
                onChange={(multiplier) => onChange({ ...noise, multiplier })}
              />
            </div>
            {epsilon !== null && !Number.isNaN(epsilon) && (
              <p className={takeAway.about} data-testid="together-epsilon" role="status">
                {Number.isFinite(epsilon)
                  ? say('together.epsilon', { count: rounds, epsilon: number(epsilon, 3), delta: fixed(usualDelta, 5) })
                  : say('together.epsilon-none')}
              </p>
            )}
          </>
        )}
      </div>
    </details>
  );
}
