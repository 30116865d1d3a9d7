import type { Words } from '../../i18n/words.ts';
import type { Run } from '../../analyses/forecast/state/run.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';

/** What a screen reader should say now: turns of the run, not every epoch of it. */
function announce({ say, number }: Words, run: Run): string {
  if (run.state === 'parsing') return say('reading.parsing', { name: run.name });
  if (run.state === 'cancelling') return say('training.cancelling');
  if (run.state === 'done') return say(run.work.cancelled ? 'training.announce-cancelled' : 'training.announce-done');
  if (run.state !== 'training') return '';
  const last = run.work.results.at(-1);
  if (!last) return say('training.announce-start');
  const mae = last.metrics.mae === null ? say('results.undefined') : number(last.metrics.mae);
  return say('training.announce-result', { model: say(`model.${last.model}`), mae });
}

/** Speaks the turns of a run to those who cannot see them. */
export function Announcer() {
  const words = useWords();
  const text = useSession(({ run }) => announce(words, run));
  return (
    <p className={controls.hidden} role="status">
      {text}
    </p>
  );
}
