import { Suspense } from 'react';
import { candidateOf } from '../../../../session/shown.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import { takenOf } from '../../state/recommend-of.ts';
import { type ForecastRun, isTraining, shownWork } from '../../state/run.ts';
import type { KnownTarget } from '../../state/targets.ts';
import { useForecast } from '../context.ts';
import { formatOf } from '../results/metric-format.ts';
import { shareDone } from '../training/progress-share.ts';
import styles from './targets.module.css';
import { type TargetsWords, targetsWords } from './words/targets-words.ts';

/** How far a target is, or what came of it. */
function sayState(words: TargetsWords, page: ReturnType<typeof useWords>, run: ForecastRun): string {
  const work = shownWork(run);
  if (!work) return words.say('targets.open');
  if (isTraining(run)) return words.say('targets.under-way', { share: words.percent(shareDone(work)) });
  const taken = takenOf(work, 'mae');
  if (!taken) return words.say('targets.stopped');
  const { mae } = taken.metrics;
  const model = page.say(`model.${taken.model}`);
  return mae === null ? model : words.say('targets.done', { model, error: formatOf(page, 'mae', [taken])(mae) });
}

function Target({ target: { name, data, problem }, isShown }: { target: KnownTarget; isShown: boolean }) {
  const words = useWords(targetsWords);
  const page = useWords();
  const own = useForecast((state) => state.run);
  const other = useForecast((state) => state.targetRuns[name]);
  const show = useSession((state) => state.show);
  const run = isShown ? own : other;
  if (!data || problem) return null;
  return (
    <button
      className={styles.target}
      type="button"
      data-testid="target"
      data-target={name}
      data-state={run?.state ?? 'none'}
      aria-pressed={isShown}
      onClick={() => !isShown && void show(candidateOf(data), 'forecast')}
    >
      <span className={styles.name}>{name}</span>
      <span className={styles.state}>{sayState(words, page, run ?? { state: 'none' })}</span>
    </button>
  );
}

function Switch({ targets, shown }: { targets: readonly KnownTarget[]; shown: string }) {
  const { say } = useWords(targetsWords);
  return (
    <fieldset className={styles.targets} aria-label={say('targets.group')} data-testid="targets">
      {targets.map((target) => (
        <Target key={target.column} target={target} isShown={target.data?.uniqueId === shown} />
      ))}
    </fieldset>
  );
}

/** The targets that are forecast together: which is shown, and how far each is. */
export function TargetSwitch() {
  const targets = useForecast((state) => state.targets);
  const shown = useForecast((state) => state.data?.uniqueId ?? '');
  if (targets.filter(({ data }) => data).length < 2) return null;
  return (
    <Suspense fallback={null}>
      <Switch targets={targets} shown={shown} />
    </Suspense>
  );
}
