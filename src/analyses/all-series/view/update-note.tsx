import { saySpan } from '../../../i18n/dates.ts';
import { useSession, useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { UpdateSummary } from '../../../ui/update/update-summary.tsx';
import { updateWords } from '../../../ui/update/words/update-words.ts';
import type { FileBrief } from '../inputs.ts';
import { stages } from '../state/results.ts';
import { CameOf } from './came-of.tsx';
import { useAllSeries } from './context.ts';

function Score({ file }: { file: FileBrief }) {
  const words = useWords(updateWords);
  const { say, percent, number } = words;
  const came = useAllSeries((state) => state.cameOf);
  if (!came || !file.step || came.score.points === 0) return null;
  const { miss, inside80, banded, points } = came.score;
  return (
    <p data-testid="update-score" data-miss={miss ?? ''} data-inside={inside80} data-points={points}>
      {say('update.score.all', {
        miss: percent(miss ?? 0),
        span: saySpan(words, came.steps, file.step),
        inside: number(inside80),
        points: number(banded),
      })}
    </p>
  );
}

/** A file that goes on from one before: what is new in it, how the last forecasts did, and the way to the next. */
export function UpdateNote({ file }: { file: FileBrief }) {
  const { say } = useWords(updateWords);
  const isNewer = useSession(({ newer }) => newer !== null && !newer.isDismissed);
  const earlier = useAllSeries((state) => state.earlier);
  const isIdle = useAllSeries(({ run, isElsewhere }) => run.state === 'idle' && !isElsewhere);
  const known = useAllSeries((state) => state.known);
  const update = useAllSeries((state) => state.update);
  if (!isNewer) return <CameOf file={file} />;
  const isOpen = known?.file.noForecast.some((none, at) => !none && known.results.stage[at] !== stages.tested);
  return (
    <UpdateSummary
      score={
        <>
          <Score file={file} />
          <CameOf file={file} />
        </>
      }
      action={
        earlier &&
        isOpen && (
          <button
            className={controls.primary}
            type="button"
            data-testid="update-run"
            title={say('update.why')}
            disabled={!isIdle}
            onClick={() => void update()}
          >
            {say('update.run.all')}
          </button>
        )
      }
    />
  );
}
