import { useMemo, useState } from 'react';
import type { Split } from '../../../../series/split.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { type ChartRange, type RangeId, rangeOf } from '../../../../ui/chart/chart-lines.ts';

/** A forecast drawn narrower than this share of the chart is hard to see: the end of the series is shown instead. */
const leastForecastShare = 1 / 3;

/** What the user has said about how a series is drawn. */
type Said = { range: RangeId | ChartRange | null; mayCut: boolean };
const nothing: Said = { range: null, mayCut: true };

type ChosenRange = {
  /** Everything there is to be shown. */
  whole: ChartRange;
  range: ChartRange;
  /** Which of those that have a name; null for another. */
  rangeId: RangeId | null;
  /** Whether the value axis may be cut. */
  mayCut: boolean;
  choose: (change: Partial<Said>) => void;
};

/** The range that is shown of a series, and what was said about its value axis. */
export function useChosenRange(data: LoadedSeries, split: Split, horizonSteps: number): ChosenRange {
  const [said, setSaid] = useState<{ key: string; said: Said } | null>(null);
  const whole = useMemo(() => rangeOf('all', split, horizonSteps), [split, horizonSteps]);
  // A choice holds for a series, however it is repaired.
  const key = `${data.source.name} ${data.series.uniqueId} ${split.length}`;
  const own = said?.key === key ? said.said : nothing;
  const isPlanned = split.trainEnd < split.length;
  const isNarrow = isPlanned && horizonSteps / (whole.to + 1) < leastForecastShare;
  const asked = own.range ?? (isNarrow ? 'recent' : 'all');
  const rangeId = typeof asked === 'string' ? asked : null;
  const { from, to } = typeof asked === 'string' ? rangeOf(asked, split, horizonSteps) : asked;
  const range = useMemo(() => ({ from, to }), [from, to]);
  const choose = (change: Partial<Said>) => setSaid({ key, said: { ...own, ...change } });
  return { whole, range, rangeId, mayCut: own.mayCut, choose };
}
