import { useDeferredValue, useMemo } from 'react';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { MeetingBar, MeetingRoom } from '../../../../ui/meeting/meeting-bar.tsx';
import type { MeetingData } from '../../../../ui/meeting/meeting-data.ts';
import { useEnding } from '../../../../ui/reading/series-state.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import { isTraining, shownWork } from '../../state/run.ts';
import { type AnswerOfRun, findAnswer } from '../answer/find-answer.ts';
import { useAnswerOfRun } from '../answer/use-answer-of-run.ts';
import { useForecast } from '../context.ts';
import { ReportButton } from '../report/report-button.tsx';
import { usePiece } from '../use-pieces.ts';
import { makeMeeting } from './make-meeting.ts';

/** Points of the end of the series that a chart for others shows one by one. */
const pointsShown = 2000;

/** The answer as others see it. */
export function useMeeting(of: AnswerOfRun): MeetingData {
  const words = useWords();
  const { length } = of.data.series;
  const whole = usePiece(0, length);
  const recent = usePiece(Math.max(0, length - pointsShown), length);
  const ended = useEnding(of.data)?.last ?? null;
  return useMemo(
    () => makeMeeting(words, of, findAnswer(of, ended), { whole, recent }),
    [words, of, ended, whole, recent],
  );
}

function HandOnAnswer({ of }: { of: AnswerOfRun }) {
  const meeting = useMeeting(of);
  return (
    <MeetingBar data={meeting}>
      <ReportButton of={of} meeting={meeting} />
    </MeetingBar>
  );
}

/** What the answer is handed on as: a chart for the meeting, a report. */
export function HandOn({ data }: { data: LoadedSeries }) {
  const of = useDeferredValue(useAnswerOfRun(data), null);
  const isAnswered = useForecast(({ run }) => (shownWork(run)?.results.length ?? 0) > 0 || isTraining(run));
  if (of) return <HandOnAnswer of={of} />;
  // Its room is kept from the click on, so that nothing moves when the answer is there.
  return isAnswered && <MeetingRoom />;
}
