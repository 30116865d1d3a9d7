import { useSession, useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { UpdateSummary } from '../../../ui/update/update-summary.tsx';
import { updateWords } from '../../../ui/update/words/update-words.ts';
import type { FileBrief } from '../inputs.ts';
import { stages } from '../state/results.ts';
import { CameOf } from './came-of.tsx';
import { useAllSeries } from './context.ts';

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
      score={<CameOf file={file} isPart />}
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
