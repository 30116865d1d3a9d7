import { useMemo } from 'react';
import { adviseOn, followProposal } from '../../../../forecasters/advice.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import { sayConcern, sayProposal } from '../../../../i18n/advice-words.ts';
import type { SeriesTraits } from '../../../../series/traits.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isTraining } from '../../state/run.ts';
import { isSearching } from '../../state/search.ts';
import { useForecast } from '../context.ts';
import styles from './settings.module.css';

/** The gravest reason why each of some models is out of its depth; models without one are left out. */
export function useAdvice(models: readonly ModelId[], traits: SeriesTraits | null, settings: Settings | null) {
  return useMemo(() => {
    if (!traits || !settings) return [];
    return models.flatMap((model) => {
      const [advice] = adviseOn(model, traits, settings);
      return advice ? [{ model, advice }] : [];
    });
  }, [models, traits, settings]);
}

type AdviceNoteProps = ReturnType<typeof useAdvice>[number] & { named?: boolean };

/** Why a model is out of its depth, with the button that mends it; it calls for attention only where there is one. */
export function AdviceNote({ model, advice, named = false }: AdviceNoteProps) {
  const words = useWords();
  const locked = useForecast(({ run, search }) => isTraining(run) || isSearching(search));
  const settings = useForecast((state) => state.settings);
  const changeSettings = useForecast((state) => state.changeSettings);
  const { proposal } = advice;
  return (
    <p
      className={proposal ? styles.advice : `${styles.advice} ${styles.calm}`}
      data-testid={`advice-${model}`}
      data-code={advice.code}
    >
      {named && <strong>{words.say(`model.${model}`)}: </strong>}
      {sayConcern(words, advice)}{' '}
      {proposal && settings && (
        <button
          className={controls.link}
          type="button"
          disabled={locked}
          onClick={() => changeSettings(followProposal(settings, model, proposal))}
        >
          {sayProposal(words, proposal)}
        </button>
      )}
    </p>
  );
}
