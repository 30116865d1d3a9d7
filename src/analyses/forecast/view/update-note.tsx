import { useMemo } from 'react';
import { saySpan } from '../../../i18n/dates.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { UpdateSummary } from '../../../ui/update/update-summary.tsx';
import { type UpdateWords, updateWords } from '../../../ui/update/words/update-words.ts';
import { type CameTrue, judgeCameTrue } from '../came-true.ts';
import type { EarlierRun } from '../state/earlier-part.ts';
import { pointsOf, takenOf } from '../state/recommend-of.ts';
import { isTraining, shownWork, type Work } from '../state/run.ts';
import { useForecast } from './context.ts';

/** How the forecast that was taken did; null where none of it has come. */
function useCameTrue(earlier: EarlierRun | null): (CameTrue & { miss: number; model: string }) | null {
  const metric = useForecast(({ view }) => view.metric);
  return useMemo(() => {
    const { work, actual } = earlier ?? {};
    const taken = work && takenOf(work, metric);
    if (!work?.tested || !actual || !taken) return null;
    const came = judgeCameTrue(taken, actual, pointsOf(work.tested));
    const { miss } = came.score;
    // Of nothing but zeros there is no share to be off by.
    return miss === null ? null : { ...came, miss, model: taken.model };
  }, [earlier, metric]);
}

function sayDrift({ say }: UpdateWords, { drift }: CameTrue): string[] {
  if (!drift) return [];
  if (drift.kind === 'larger') return [say('update.drift.larger')];
  return [say(drift.signal > 0 ? 'update.drift.low' : 'update.drift.high')];
}

/** What an update came to: how long it took beside a run anew, and what became of networks. */
function Done({ work, before }: { work: Work; before: Work }) {
  const words = useWords(updateWords);
  const { say, duration, list, sentences } = words;
  const took = (results: Work['results']) => results.reduce((sum, { trainingMs }) => sum + trainingMs, 0);
  const updated = work.results.filter((result) => result.updated);
  const isAnew = before.results.every((result) => !result.updated);
  const namesOf = (how: 'learnt-on' | 'kept') =>
    updated.filter((result) => result.updated === how).map(({ model }) => say(`model.${model}`));
  const [learnt, kept] = [namesOf('learnt-on'), namesOf('kept')];
  const said = [
    ...(isAnew ? [say('update.done', { now: duration(took(updated)), anew: duration(took(before.results)) })] : []),
    ...(learnt.length > 0 ? [say('update.learnt-on', { models: list(learnt) })] : []),
    ...(kept.length > 0 ? [say('update.weights-kept', { models: list(kept) })] : []),
  ];
  if (said.length === 0) return null;
  return <p data-testid="update-done">{sentences(said)}</p>;
}

/** A file that goes on from one before: what is new in it, how the last forecast of this series did, and the way to the next. */
export function UpdateNote() {
  const words = useWords(updateWords);
  const { say, percent, number, sentences } = words;
  const data = useForecast((state) => state.data);
  const earlier = useForecast((state) => state.earlierRun);
  const run = useForecast((state) => state.run);
  const isElsewhere = useForecast((state) => state.elsewhere !== null);
  const updateForecast = useForecast((state) => state.updateForecast);
  const came = useCameTrue(earlier);
  const work = shownWork(run);
  const isUpdated = work?.results.some((result) => result.updated) ?? false;
  const score = () => {
    if (!came || !data || !earlier) return null;
    const { miss } = came;
    const { points, inside80, banded } = came.score;
    const given = { miss: percent(miss), span: saySpan(words, earlier.actual.length, data.series.step) };
    const said =
      banded > 0
        ? say('update.score.band', { ...given, inside: number(inside80), points: number(points) })
        : say('update.score', given);
    return (
      <p
        data-testid="update-score"
        data-model={came.model}
        data-miss={miss}
        data-inside={inside80}
        data-points={points}
        data-drift={came.drift?.kind ?? ''}
      >
        {sentences([said, ...sayDrift(words, came)])}
      </p>
    );
  };
  return (
    <UpdateSummary
      score={
        <>
          {score()}
          {isUpdated && work && earlier && !isTraining(run) && <Done work={work} before={earlier.work} />}
        </>
      }
      action={
        earlier?.canUpdate &&
        !isUpdated && (
          <button
            className={controls.primary}
            type="button"
            data-testid="update-run"
            title={say('update.why')}
            disabled={isTraining(run) || isElsewhere}
            onClick={() => void updateForecast()}
          >
            {say('update.run')}
          </button>
        )
      }
    />
  );
}
