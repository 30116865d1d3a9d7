import { sayProblem } from '../../i18n/problem-words.ts';
import type { SessionProblem } from '../../analyses/forecast/state/run.ts';
import { FileRemedies, TableRemedies } from '../reading/remedies.tsx';
import { useSession, useWords } from './context.ts';
import controls from './controls.module.css';
import styles from './shell.module.css';

/** Problems that may pass when the same thing is tried again. */
const mayPass: readonly SessionProblem['code'][] = ['worker-died', 'internal', 'file-unreadable', 'sample-unreachable'];

/** A file that was refused for what it is will be refused again. */
function canBeRetried(problem: SessionProblem): boolean {
  return mayPass.includes(problem.code) && !('detail' in problem && problem.detail);
}

/** What went wrong, and what can be done about it. */
export function Notice() {
  const words = useWords();
  const run = useSession((state) => state.run);
  const data = useSession((state) => state.data);
  const retry = useSession((state) => state.retry);
  const dismiss = useSession((state) => state.dismiss);
  if (run.state !== 'failed') return null;
  const concernsOther = data !== null && run.attempt.kind !== 'forecast';
  return (
    <div className={styles.notice} role="alert">
      <p data-testid="error-message" data-code={run.problem.code}>
        {sayProblem(words, run.problem, data !== null)}
      </p>
      {run.attempt.kind === 'open' && !run.candidate && (
        <FileRemedies problem={run.problem} source={run.attempt.source} />
      )}
      {run.candidate && (run.attempt.kind === 'choose' || !data) && (
        <TableRemedies problem={run.problem} table={run.candidate} isAlone={data === null} />
      )}
      <div className={styles.noticeActions}>
        {canBeRetried(run.problem) && (
          <button className={controls.button} type="button" data-testid="retry-button" onClick={() => void retry()}>
            {words.say('failed.retry')}
          </button>
        )}
        <button className={controls.link} type="button" onClick={dismiss}>
          {concernsOther ? words.say('failed.dismiss', { name: data.source.name }) : words.say('failed.close')}
        </button>
      </div>
    </div>
  );
}
