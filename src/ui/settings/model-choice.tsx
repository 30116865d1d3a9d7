import { useId } from 'react';
import { type ModelId, modelIds } from '../../forecasters/settings.ts';
import { baselineModel } from '../../session/session.ts';
import { Swatch } from '../chart/swatch.tsx';
import { useSession, useWords } from '../shell/context.ts';
import styles from './settings.module.css';

function ModelSwitch({ model }: { model: ModelId }) {
  const { say } = useWords();
  const id = useId();
  const isChosen = useSession(({ settings }) => settings?.models.includes(model) ?? false);
  const toggleModel = useSession((state) => state.toggleModel);
  const isBaseline = model === baselineModel;
  return (
    <div className={styles.model}>
      <input
        id={id}
        data-testid={`model-${model}`}
        type="checkbox"
        checked={isBaseline || isChosen}
        disabled={isBaseline}
        aria-describedby={`${id}-why`}
        onChange={() => toggleModel(model)}
      />
      <label htmlFor={id}>
        {say(`model.${model}`)}
        <Swatch line={model} />
        {isBaseline && <span className={styles.always}>{say('settings.always-in')}</span>}
      </label>
      <p id={`${id}-why`} className={styles.why}>
        {say(`model.${model}.why`)}
      </p>
    </div>
  );
}

/** Which models take part. */
export function ModelChoice() {
  const { say } = useWords();
  return (
    <fieldset className={styles.models}>
      <legend>{say('settings.models')}</legend>
      {modelIds.map((model) => (
        <ModelSwitch key={model} model={model} />
      ))}
    </fieldset>
  );
}
