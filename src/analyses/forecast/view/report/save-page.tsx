import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import type { AnswerOfRun } from '../answer/find-answer.ts';
import { useAnswerOfRun } from '../answer/use-answer-of-run.ts';
import { useForecast } from '../context.ts';
import { useMeeting } from '../meeting/hand-on.tsx';
import { TakenModel } from '../taken-model.tsx';
import { ReportButton } from './report-button.tsx';

function PageOf({ of }: { of: AnswerOfRun }) {
  return <ReportButton of={of} meeting={useMeeting(of)} testId="share-page" />;
}

function PageOfRun({ data }: { data: LoadedSeries }) {
  const of = useAnswerOfRun(data);
  return of && <PageOf of={of} />;
}

/** Saves the answer of the run shown as a page that stands alone; nothing where there is no answer. */
export function SavePage() {
  const data = useForecast((state) => state.data);
  return (
    data && (
      <TakenModel>
        <PageOfRun data={data} />
      </TakenModel>
    )
  );
}
