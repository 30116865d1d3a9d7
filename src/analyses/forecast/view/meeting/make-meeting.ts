/** From the answer of a run to the chart for others. Pure. */
import type { MeetingPoint } from '../../../../export/meeting/meeting-chart.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { Piece } from '../../../../series/pieces.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { namesSeveral } from '../../../../session/selection.ts';
import { headingOf, type MeetingData, withoutUnit } from '../../../../ui/meeting/meeting-data.ts';
import type { AnswerOfRun, FoundAnswer } from '../answer/find-answer.ts';
import { sayAnswer } from '../answer/say-answer.ts';

/** The points of a piece before `end`. */
function pointsBefore({ from, at, y }: Piece, end: number): MeetingPoint[] {
  const points: MeetingPoint[] = [];
  for (let place = 0; place < y.length; place += 1) {
    const index = at ? (at[place] as number) : from + place;
    if (index >= end) break;
    points.push({ at: index, value: y[place] as number });
  }
  return points;
}

/** What the values are called, and whose they are. */
function namesOf(data: LoadedSeries): { target: string; seriesName: string } {
  const heading = headingOf(data);
  const { uniqueId } = data.series;
  if (!namesSeveral(data.choice)) return { target: withoutUnit(heading ?? uniqueId), seriesName: '' };
  return { target: heading === null ? '' : withoutUnit(heading), seriesName: uniqueId };
}

/**
 * @param whole all of the series, thinned where it is long
 * @param recent its end, with every point
 */
export function makeMeeting(
  words: Words,
  { data, work, recommendation: { result } }: Pick<AnswerOfRun, 'data' | 'work' | 'recommendation'>,
  { answered, earlierValues }: Pick<FoundAnswer, 'answered' | 'earlierValues'>,
  { whole, recent }: { whole: Piece; recent: Piece },
): MeetingData {
  const { series, source, measure } = data;
  const band = result.intervals.find(({ level }) => level === 80);
  const none = new Float64Array();
  return {
    ...namesOf(data),
    fileName: source.name,
    sentence: sayAnswer(words, answered)
      .map(({ text }) => text)
      .join(''),
    model: words.say(`model.${result.model}`),
    hasEnded: answered.ended !== null,
    measure,
    place: series,
    history: [...pointsBefore(whole, recent.from), ...pointsBefore(recent, series.length)],
    steps: {
      start: work.split.length,
      mean: result.forecast,
      low: band?.low ?? none,
      high: band?.high ?? none,
      lastYear: answered.earlier?.span.kind === 'year' ? earlierValues : none,
    },
  };
}
