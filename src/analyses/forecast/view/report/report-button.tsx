import { useState } from 'react';
import type { Language } from '../../../../base/languages.ts';
import { loadWords } from '../../../../i18n/load-words.ts';
import { meetingWords } from '../../../../i18n/meeting/meeting-words.ts';
import { reportWords } from '../../../../i18n/report/report-words.ts';
import type { MeetingData } from '../../../../ui/meeting/meeting-data.ts';
import { saveReport } from '../../../../ui/meeting/save-report.ts';
import { accountOf } from '../../../../ui/reading/say-account.ts';
import { useEnding } from '../../../../ui/reading/series-state.tsx';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { AnswerOfRun } from '../answer/find-answer.ts';
import { useForecast } from '../context.ts';

/** The answer as a file to be read by others, in one click. */
export function ReportButton({
  of,
  meeting,
  testId = 'download-report',
}: {
  of: AnswerOfRun;
  meeting: MeetingData;
  testId?: string;
}) {
  const { say, language } = useWords();
  const metric = useForecast(({ view }) => view.metric);
  const account = useSession(({ panel }) => accountOf(panel));
  const ending = useEnding(of.data);
  const [hasFailed, setFailed] = useState(false);
  const save = async () => {
    const [own, meetingOwn, { makeReport }] = await Promise.all([
      loadWords(language as Language, reportWords),
      loadWords(language as Language, meetingWords),
      import('./make-report.ts'),
    ]);
    const now = new Date();
    const report = makeReport(own, meetingOwn, { of, meeting, ending, metric, account, now });
    await saveReport(report, meeting.fileName, meeting.seriesName === '' ? null : meeting.seriesName, now);
  };
  return (
    <>
      <button
        className={controls.button}
        type="button"
        data-testid={testId}
        onClick={() => {
          setFailed(false);
          save().catch(() => setFailed(true));
        }}
      >
        {say('results.download-report')}
      </button>
      {hasFailed && (
        <span role="alert" className={controls.faint}>
          {say('results.download-failed')}
        </span>
      )}
    </>
  );
}
