import { useContext, useState } from 'react';
import { SessionContext, useWords } from './context.ts';
import controls from './controls.module.css';
import { collectNames, writeErrorReport } from './error-report.ts';
import styles from './shell.module.css';

/** A report of an error that somebody else may read, and a button that copies it. */
function Report({ error }: { error: unknown }) {
  const { say } = useWords();
  const session = useContext(SessionContext);
  const [isCopied, setCopied] = useState(false);
  const [report] = useState(() => writeErrorReport(error, collectNames(session?.getState()), navigator.userAgent));
  const copy = () =>
    navigator.clipboard.writeText(report).then(
      () => setCopied(true),
      // It stands below, to be copied by hand.
      () => setCopied(false),
    );
  return (
    <details className={styles.report} data-testid="error-report">
      <summary>{say('failed.report')}</summary>
      <p>{say('failed.report-why')}</p>
      <pre>{report}</pre>
      <button className={controls.button} type="button" data-testid="copy-report" onClick={() => void copy()}>
        {say(isCopied ? 'failed.report-copied' : 'failed.report-copy')}
      </button>
    </details>
  );
}

type Props = {
  error: Error;
  /** What can be done: what the button says, and does. */
  remedy: string;
  onRemedy: () => void;
  testId: string;
  message: string;
};

/** What went wrong in the code of the page itself, with something to do about it. */
export function Failure({ error, remedy, onRemedy, testId, message }: Props) {
  return (
    <div className={controls.notice} role="alert" data-testid={testId}>
      <p>{message}</p>
      <div className={controls.noticeActions}>
        <button className={controls.button} type="button" data-testid={`${testId}-remedy`} onClick={onRemedy}>
          {remedy}
        </button>
      </div>
      <Report error={error} />
    </div>
  );
}
