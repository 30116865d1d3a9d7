import { useId, useState } from 'react';
import { longestLabel } from '../../../../export/model/round-file.ts';
import type { Noise, Round } from '../../../../federation/round.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { HandedBack } from '../../state/shops.ts';
import { useForecast } from '../context.ts';
import takeAway from '../take-away/take-away.module.css';
import { Hide } from './hide.tsx';
import { saveContribution } from './save-round.ts';
import styles from './shops.module.css';
import type { ShopsWords } from './words/shops-words.ts';

function Learnt({ words, handedBack }: { words: ShopsWords; handedBack: HandedBack }) {
  const { say, fixed, number } = words;
  const { contribution, before, after, norm } = handedBack;
  const { shop, noise, weights } = contribution;
  const windows = say('count.windows', { count: shop.windows });
  const count = weights.reduce((sum, { values }) => sum + values.length, 0);
  const said = [
    before === null || after === null
      ? say('shops.learnt-unmeasured', { windows })
      : say('shops.learnt', { windows, before: fixed(before, 2), after: fixed(after, 2) }),
    ...(noise
      ? [
          say('shops.norm', { norm: number(norm, 3) }),
          say('shops.noise-costs', {
            clip: number(noise.clipNorm),
            noise: number(noise.multiplier * noise.clipNorm * Math.sqrt(count), 3),
          }),
        ]
      : []),
    say('shops.test-kept'),
  ];
  return (
    <>
      <p data-testid="shops-learnt">{words.sentences(said)}</p>
      <div className={takeAway.way}>
        <button
          className={controls.primary}
          type="button"
          data-testid="shops-save"
          onClick={() => saveContribution(contribution)}
        >
          {say('shops.save')}
        </button>
        <p className={takeAway.about}>{say('shops.save-why')}</p>
      </div>
    </>
  );
}

/** This shop's part in the round. */
export function Learn({ words, round }: { words: ShopsWords; round: Round }) {
  const { say } = words;
  const id = useId();
  const handedBack = useForecast(({ shops }) => shops.handedBack);
  const isBusy = useForecast(({ shops }) => shops.work.state === 'running');
  const learnRound = useForecast((state) => state.learnRound);
  const [label, setLabel] = useState(useForecast(({ shops }) => shops.label));
  const [noise, setNoise] = useState<Noise | null>(handedBack?.contribution.noise ?? null);
  const own = label.trim();
  const isReady = own !== '' && !isBusy && !(noise && Number.isNaN(noise.clipNorm + noise.multiplier));
  return (
    <>
      <label className={takeAway.field} htmlFor={id}>
        {say('shops.label')}
        <input
          id={id}
          className={styles.input}
          data-testid="shops-label"
          type="text"
          maxLength={longestLabel}
          value={label}
          onChange={({ target }) => setLabel(target.value)}
        />
      </label>
      <Hide words={words} rounds={round.plan.rounds} noise={noise} onChange={setNoise} />
      <div className={takeAway.way}>
        <button
          className={handedBack ? controls.button : controls.primary}
          type="button"
          data-testid="shops-learn"
          disabled={!isReady}
          onClick={() => void learnRound(own, noise)}
        >
          {say(handedBack ? 'shops.learn-again' : 'shops.learn')}
        </button>
        {own === '' && <p className={takeAway.about}>{say('shops.name-first')}</p>}
      </div>
      {handedBack && <Learnt words={words} handedBack={handedBack} />}
    </>
  );
}
