import { use } from 'react';
import { sayProblem } from '../../i18n/problem-words.ts';
import { codeOf, type SessionProblem } from '../../session/shown.ts';
import { useSession, useWords, ViewSidesContext } from './context.ts';
import controls from './controls.module.css';
import { latePart } from './late-part.tsx';
import { settledView } from './settled-view.ts';

/** Problems that may pass when the same thing is tried again. */
const mayPass: readonly SessionProblem['code'][] = ['worker-died', 'internal', 'file-unreadable', 'sample-unreachable'];

/** A file that was refused for what it is will be refused again. */
function canBeRetried(problem: SessionProblem): boolean {
  return mayPass.includes(problem.code) && !('detail' in problem && problem.detail);
}

type TextProps = { problem: SessionProblem; hasData: boolean };

/** Why an analysis cannot be made, in its own words. */
function AnalysisText({ problem, hasData }: TextProps) {
  const words = useWords();
  const loadView = use(ViewSidesContext);
  if (problem.code !== 'analysis') return null;
  const side = use(settledView(loadView, problem.params.analysis));
  return side ? side.sayProblem(words, problem.params.problem, hasData) : words.say('part.not-loaded');
}

const FileRemedies = latePart(async () => (await import('../reading/remedies.tsx')).FileRemedies);
const TableRemedies = latePart(async () => (await import('../reading/remedies.tsx')).TableRemedies);
const LateAnalysisText = latePart(async () => AnalysisText);

function ProblemText({ problem, hasData }: TextProps) {
  const words = useWords();
  if (problem.code === 'analysis') return <LateAnalysisText problem={problem} hasData={hasData} />;
  return sayProblem(words, problem, hasData);
}

/** What went wrong with a file, and what can be done about it. */
export function Notice() {
  const { say } = useWords();
  const reading = useSession((state) => state.reading);
  const shown = useSession((state) => state.shown);
  const retry = useSession((state) => state.retry);
  const dismiss = useSession((state) => state.dismiss);
  const show = useSession((state) => state.show);
  if (reading.state !== 'failed') return null;
  const { problem, attempt, candidate } = reading;
  return (
    <div className={controls.notice} role="alert">
      <p data-testid="error-message" data-code={codeOf(problem)}>
        <ProblemText problem={problem} hasData={shown !== null} />
      </p>
      {attempt.kind === 'open' && !candidate && <FileRemedies problem={problem} source={attempt.source} />}
      {candidate && (attempt.kind === 'choose' || !shown) && (
        <TableRemedies problem={problem} table={candidate} isAlone={shown === null} />
      )}
      <div className={controls.noticeActions}>
        {canBeRetried(problem) && (
          <button className={controls.button} type="button" data-testid="retry-button" onClick={() => void retry()}>
            {say('failed.retry')}
          </button>
        )}
        {candidate && problem.code === 'analysis' && shown?.source !== candidate.source && (
          <button
            className={controls.button}
            type="button"
            data-testid="look-at-data"
            onClick={() => void show(candidate, 'data')}
          >
            {say('failed.look-at-data')}
          </button>
        )}
        <button className={controls.link} type="button" onClick={dismiss}>
          {shown ? say('failed.dismiss', { name: shown.source.name }) : say('failed.close')}
        </button>
      </div>
    </div>
  );
}
