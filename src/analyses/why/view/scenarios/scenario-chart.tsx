import type { SeriesOutline } from '../../../../series/series-outline.ts';
import type { Scale } from '../../../../ui/chart/scale.ts';
import small from '../../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../../ui/chart/small-plot.tsx';
import { labelTimes } from '../../../../ui/chart/tick-labels.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import { whyWords } from '../words/why-words.ts';
import type { ScenarioSum } from './sum-scenario.ts';

/** The forecast as it is, and what a scenario makes of it and of its band. */
export function ScenarioChart({
  series,
  forecast,
  sum,
}: {
  series: SeriesOutline;
  forecast: Float64Array;
  sum: ScenarioSum;
}) {
  const words = useWords(whyWords);
  const from = series.length;
  const to = from + Math.max(1, forecast.length - 1);
  const all = [...forecast, ...sum.forecast, ...(sum.band ? [...sum.band.low, ...sum.band.high] : [])];
  const pathOf = (values: Float64Array, scale: Scale) =>
    `M${Array.from(values, (value, step) => `${scale.x(from + step)} ${scale.y(value)}`).join('L')}`;
  const bandOf = (low: Float64Array, high: Float64Array, scale: Scale) => {
    const edge = (values: Float64Array) =>
      Array.from(values, (value, step) => `${scale.x(from + step)} ${scale.y(value)}`);
    return `M${[...edge(high), ...edge(low).reverse()].join('L')}Z`;
  };
  return (
    <SmallPlot
      label={words.say('if.chart')}
      from={from}
      to={to}
      low={Math.min(...all)}
      high={Math.max(...all)}
      ticksFor={(widthPx) => labelTimes(words, series, { from, to }, widthPx)}
    >
      {(scale) => (
        <>
          {sum.band && <path className={small.smallBand} d={bandOf(sum.band.low, sum.band.high, scale)} />}
          <path className={small.chance} fill="none" d={pathOf(forecast, scale)} />
          <path className={small.smallForecast} d={pathOf(sum.forecast, scale)} />
        </>
      )}
    </SmallPlot>
  );
}
