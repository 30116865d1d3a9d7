import { Suspense } from 'react';
import { formatDate, sayTime } from '../../../../i18n/dates.ts';
import { timeAt } from '../../../../series/calendar.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { shownWork, type Work } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { takeAwayWords } from './words/take-away-words.ts';

function Note({ data, work }: { data: LoadedSeries; work: Work & Required<Pick<Work, 'deployed'>> }) {
  const words = useWords(takeAwayWords);
  const { say, sentences } = words;
  const { about, model, trained } = work.deployed;
  const { series, choice, profile, uniqueId } = data;
  const found =
    choice.targetColumns.length > 1 ? (uniqueId ?? '') : (profile.columns[choice.targetColumns[0]]?.name ?? '');
  const isSeen = timeAt(series.firstMs, series.step, work.split.validationEnd) <= about.lastMs;
  const scaler = work.results.find((result) => result.model === model)?.trained?.scaler;
  const isScaled = scaler !== undefined && scaler.spread !== trained.scaler.spread;
  return (
    <div className={controls.calm} role="status">
      <p data-testid="deployed-note">
        {sentences([
          say('deployed.note', {
            model: say(`model.${model}`),
            day: formatDate(words.language, about.savedAtMs, { dateStyle: 'medium' }),
            data: about.data,
          }),
          ...(found === about.columns.target ? [] : [say('deployed.column', { learnt: about.columns.target, found })]),
          ...(isSeen ? [say('deployed.seen', { last: sayTime(words, about.lastMs, about.step) })] : []),
          ...(isScaled ? [say('deployed.scaled')] : []),
        ])}
      </p>
    </div>
  );
}

/** That what is shown comes from a network that was trained elsewhere. */
export function DeployedNote({ data }: { data: LoadedSeries }) {
  const work = useForecast(({ run }) => shownWork(run));
  const deployed = work?.deployed;
  if (!work || !deployed) return null;
  return (
    <Suspense fallback={null}>
      <Note data={data} work={{ ...work, deployed }} />
    </Suspense>
  );
}
