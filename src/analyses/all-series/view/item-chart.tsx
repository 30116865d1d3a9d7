import { timeAt } from '../../../series/calendar.ts';
import type { SeriesOutline } from '../../../series/series-outline.ts';
import type { Step } from '../../../series/step.ts';
import { areaPath, linePath, type Point } from '../../../ui/chart/scale.ts';
import charts from '../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../ui/chart/small-plot.tsx';
import { labelTimes } from '../../../ui/chart/tick-labels.ts';
import { useWords } from '../../../ui/shell/context.ts';
import type { FileBrief } from '../inputs.ts';
import type { ShownPlan } from '../state/plan-shown.ts';
import type { Results } from '../state/results.ts';
import { sayAmount } from './say-row.ts';
import { allSeriesWords } from './words/all-series-words.ts';

/** Of the past so many times the horizon is drawn, and a year at least where that is not much more. */
const horizonsShown = 8;

type ItemChartProps = {
  file: FileBrief;
  results: Results;
  number: number;
  step: Step;
  endMs: number;
  plan: ShownPlan | null;
};

/** Points of the rhythm of the file, numbered from the first that is drawn. */
function pointsOf(values: ArrayLike<number>, from: number): Point[] {
  return Array.from(values, (value, at) => ({ at: from + at, value })).filter(({ value }) => Number.isFinite(value));
}

/** The past of a series, its forecast and both bands, with its axes. */
export function ItemChart({ file, results, number, step, endMs, plan }: ItemChartProps) {
  const words = useWords(allSeriesWords);
  const { horizonSteps } = results;
  const { history, starts, lags } = file;
  const from = Math.max(starts[number], starts[number + 1] - horizonsShown * Math.max(horizonSteps, 12));
  const past = history.subarray(from, starts[number + 1]);
  const steps = (values: Float64Array) => values.subarray(number * horizonSteps, (number + 1) * horizonSteps);
  const lag = lags[number];
  const first = past.length + lag;
  const [mean, low80, high80, low95, high95] = (['mean', 'low80', 'high80', 'low95', 'high95'] as const).map((name) =>
    pointsOf(steps(results[name]), first),
  );
  const actual = pointsOf(past, 0);
  const planned = plan?.isChanged[number] === 1 ? pointsOf(steps(plan.planned), first) : [];
  const all = [...actual, ...low95, ...high95, ...planned];
  if (all.length === 0) return null;
  const values = all.map(({ value }) => value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const to = mean.length > 0 ? first + horizonSteps - 1 : Math.max(1, past.length - 1);
  // Where the first point drawn lies: so many steps before the end of the file.
  const firstMs = timeAt(endMs, step, -(past.length - 1 + lag));
  const place: SeriesOutline = {
    uniqueId: '',
    step,
    firstMs,
    length: to + 1,
    zeroShare: 0,
    isIntermittent: false,
    covariates: [],
  };
  const isWhole = file.isWhole[number] === 1;
  const label = words.say('all.plot', {
    name: file.names[number],
    sum: sayAmount(words, results.sum[number], isWhole),
    low: sayAmount(words, results.sumLow80[number], isWhole),
    high: sayAmount(words, results.sumHigh80[number], isWhole),
  });
  return (
    <SmallPlot
      label={label}
      from={0}
      to={to}
      low={low >= 0 && low < high / 2 ? 0 : low}
      high={high}
      ticksFor={(widthPx) => labelTimes(words, place, { from: 0, to }, widthPx)}
    >
      {(scale) => (
        <>
          <path className={charts.smallBand} d={areaPath(low95, high95, scale)} />
          <path className={charts.smallBand} d={areaPath(low80, high80, scale)} />
          <path className={charts.smallActual} d={linePath(actual, scale)} />
          {planned.length > 0 && <path className={charts.chance} d={linePath(mean, scale)} />}
          <path className={charts.smallForecast} d={linePath(planned.length > 0 ? planned : mean, scale)} />
        </>
      )}
    </SmallPlot>
  );
}
