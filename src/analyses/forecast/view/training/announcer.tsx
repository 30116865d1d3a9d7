import type { Words } from '../../../../i18n/words.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import type { ForecastRun } from '../../state/run.ts';
import { useForecast } from '../context.ts';

/** What a screen reader should say now: turns of the run, not every epoch of it. */
function announce({ say, number }: Words, run: ForecastRun): string {
  if (run.state === 'cancelling') return say('training.cancelling');
  if (run.state === 'done') return say(run.work.cancelled ? 'training.announce-cancelled' : 'training.announce-done');
  if (run.state !== 'training') return '';
  const last = run.work.results.at(-1);
  if (!last) return say('training.announce-start');
  const mae = last.metrics.mae === null ? say('results.undefined') : number(last.metrics.mae);
  return say('training.announce-result', { model: say(`model.${last.model}`), mae });
}

/** Says the turns of the run. */
export function Announcer() {
  const words = useWords();
  const text = useForecast(({ run }) => announce(words, run));
  return <>{text}</>;
}
