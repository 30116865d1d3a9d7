import { memo, useId, useMemo } from 'react';
import {
  defaultModels,
  type ModelFamily,
  type ModelId,
  modelCards,
  modelIds,
} from '../../../../forecasters/model-cards.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import { baselineModel } from '../../state/settings-draft.ts';
import { useForecast } from '../context.ts';
import { AdviceNote, useAdvice } from './advice-note.tsx';
import styles from './settings.module.css';

function ModelSwitch({ model }: { model: ModelId }) {
  const { say } = useWords();
  const id = useId();
  const isChosen = useForecast(({ settings }) => settings?.models.includes(model) ?? false);
  const toggleModel = useForecast((state) => state.toggleModel);
  const isBaseline = model === baselineModel;
  const traits = useForecast(({ data }) => data?.facts ?? null);
  const settings = useForecast((state) => state.settings);
  const asked = useMemo(() => (isBaseline || isChosen ? [model] : []), [isBaseline, isChosen, model]);
  const [warned] = useAdvice(asked, traits, settings);
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
        {isBaseline && <span className={styles.always}>{say('settings.always-in')}</span>}
      </label>
      <p id={`${id}-why`} className={styles.why}>
        {say(`model.${model}.why`)}
      </p>
      {warned && <AdviceNote {...warned} />}
    </div>
  );
}

/** The families that some of these models belong to, each with them, in the order the models run. */
function groupByFamily(models: readonly ModelId[]): { family: ModelFamily; models: ModelId[] }[] {
  const families = [...new Set(models.map((model) => modelCards[model].family))];
  return families.map((family) => ({ family, models: models.filter((model) => modelCards[model].family === family) }));
}

function Families({ models }: { models: readonly ModelId[] }) {
  const { say } = useWords();
  return groupByFamily(models).map(({ family, models: members }) => (
    <fieldset key={family} className={styles.family}>
      <legend>{say(`family.${family}`)}</legend>
      {members.map((model) => (
        <ModelSwitch key={model} model={model} />
      ))}
    </fieldset>
  ));
}

const otherModels = modelIds.filter((model) => !defaultModels.includes(model));

/** Which models take part: those that do by default, and the others behind a click. */
export const ModelChoice = memo(function ModelChoice() {
  const { say } = useWords();
  const othersChosen = useForecast(
    ({ settings }) => otherModels.filter((model) => settings?.models.includes(model)).length,
  );
  return (
    <section className={styles.models} aria-labelledby="models-title">
      <h3 id="models-title">{say('settings.models')}</h3>
      <Families models={modelIds.filter((model) => defaultModels.includes(model))} />
      <details className={styles.more}>
        <summary data-testid="more-models">
          {say('settings.more-models')}
          {othersChosen > 0 && (
            <span className={styles.chosen}>{say('settings.more-chosen', { count: othersChosen })}</span>
          )}
        </summary>
        <Families models={otherModels} />
      </details>
    </section>
  );
});
