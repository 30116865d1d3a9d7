import { useId, useState } from 'react';
import { mostEpochs, mostRounds } from '../../../../federation/round.ts';
import { isNetwork, modelIds, type NetworkId } from '../../../../forecasters/model-cards.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { Select } from '../../../../ui/shell/select.tsx';
import type { Work } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import takeAway from '../take-away/take-away.module.css';
import { CountField } from './count-field.tsx';
import { saveRound } from './save-round.ts';
import styles from './shops.module.css';
import type { ShopsWords } from './words/shops-words.ts';

const usualRounds = 4;
const usualEpochs = 40;
const networks = modelIds.filter(isNetwork);
const quickest: NetworkId = 'nlinear';

/** Draws first weights, and saves the file with which all begin. */
export function Begin({ words, work }: { words: ShopsWords; work: Work }) {
  const { say } = words;
  const id = useId();
  const beginRounds = useForecast((state) => state.beginRounds);
  const isBusy = useForecast(({ shops }) => shops.work.state === 'running');
  const [chosen, setChosen] = useState(work.settings.models.find(isNetwork) ?? quickest);
  const [rounds, setRounds] = useState(usualRounds);
  const [epochs, setEpochs] = useState(usualEpochs);
  const begin = async () => {
    const round = await beginRounds({ model: chosen, settings: work.settings, rounds, epochs });
    if (round) saveRound(round);
  };
  const isReady = Number.isInteger(rounds) && Number.isInteger(epochs) && !isBusy;
  return (
    <div className={takeAway.way}>
      <p className={takeAway.about}>{say('shops.begin-why')}</p>
      <div className={styles.row}>
        <label className={takeAway.field} htmlFor={id}>
          {say('shops.network')}
          <Select
            id={id}
            data-testid="shops-network"
            value={chosen}
            options={networks.map((model) => ({ value: model, label: say(`model.${model}`) }))}
            onChoose={setChosen}
          />
        </label>
        <CountField
          label={say('shops.rounds')}
          testId="shops-rounds"
          value={rounds}
          most={mostRounds}
          onChange={setRounds}
        />
        <CountField
          label={say('shops.epochs')}
          testId="shops-epochs"
          value={epochs}
          most={mostEpochs}
          onChange={setEpochs}
        />
      </div>
      <button
        className={controls.button}
        type="button"
        data-testid="shops-begin"
        disabled={!isReady}
        onClick={() => void begin()}
      >
        {say('shops.begin-save')}
      </button>
    </div>
  );
}
