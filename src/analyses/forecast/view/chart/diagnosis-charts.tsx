import type { Residual } from '../../../../evaluation/residuals.ts';
import { intervalQuantiles, type TestForecast } from '../../../../evaluation/results.ts';
import type { Words } from '../../../../i18n/words.ts';
import { m4 } from '../../../../series/m4.ts';
import { firstPlaceFrom, type Piece } from '../../../../series/pieces.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import type { Split } from '../../../../series/split.ts';
import type { ChartRange } from '../../../../ui/chart/chart-lines.ts';
import { linePath, type PlotBox, type Point, type Scale, stemPath } from '../../../../ui/chart/scale.ts';
import styles from '../../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../../ui/chart/small-plot.tsx';
import { labelTimes } from '../../../../ui/chart/tick-labels.ts';
import { countTicks } from '../../../../ui/chart/ticks.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import { usePiece } from '../use-pieces.ts';

/** Points of a piece of the series that lie in [from, to], thinned to its pixels. */
function pointsWithin({ from: start, at, y }: Piece, { from, to }: ChartRange, pixels: number): Point[] {
  const first = at ? firstPlaceFrom(at, from) : from - start;
  const end = at ? firstPlaceFrom(at, to + 1) : Math.min(y.length, to + 1 - start);
  return m4(y, first, end, Math.max(1, Math.round(pixels))).map((place) => ({
    at: at?.[place] ?? start + place,
    value: y[place],
  }));
}

/** Points of a line, thinned to its pixels. */
function pointsOf(values: Float64Array, start: number, pixels: number): Point[] {
  return m4(values, 0, values.length, Math.max(1, Math.round(pixels))).map((at) => ({
    at: start + at,
    value: values[at],
  }));
}

function extentOf(values: Iterable<number>): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high >= low ? { low, high } : { low: 0, high: 1 };
}

/** Counts along an axis, such as steps and lags, from 1 on. */
const labelCounts = (words: Words, to: number) => (widthPx: number) =>
  countTicks(to, Math.max(2, Math.floor(widthPx / 40))).map((at) => ({ at, label: words.number(at) }));

type OriginsChartProps = {
  series: SeriesOutline;
  split: Split;
  forecasts: readonly TestForecast[];
  /** Whether one forecast is shown alone: closer, with what came before it and its interval. */
  only: boolean;
  label: string;
};

/** The points shown: the whole test part, or one forecast and twice its length before it. */
function rangeShown(forecasts: readonly TestForecast[], split: Split, only: boolean): { from: number; to: number } {
  const [first] = forecasts;
  if (!only || !first) return { from: split.validationEnd, to: split.length - 1 };
  const { origin, yhat } = first;
  return { from: Math.max(0, origin - Math.max(6, 2 * yhat.length)), to: origin + yhat.length - 1 };
}

/** Outline of the narrower interval around a forecast; empty where it has none. */
function bandPath({ origin, quantiles }: TestForecast, scale: Scale): string {
  const [low, high] = [quantiles?.[intervalQuantiles[0]], quantiles?.[intervalQuantiles[1]]];
  if (!low || !high) return '';
  const edge = (values: Float64Array) =>
    Array.from(values, (value, step): string => `${scale.x(origin + step)} ${scale.y(value)}`);
  return `M${[...edge(high), ...edge(low).reverse()].join('L')}Z`;
}

/** Actual values of the test part, and the forecasts made of it. */
export function OriginsChart({ series, split, forecasts, only, label }: OriginsChartProps) {
  const words = useWords();
  const { from, to } = rangeShown(forecasts, split, only);
  const piece = usePiece(from, Math.min(to + 1, series.length));
  const actual = pointsWithin(piece, { from, to }, Number.POSITIVE_INFINITY).map(({ value }) => value);
  const bounds = forecasts.flatMap(({ quantiles }) =>
    only ? intervalQuantiles.slice(0, 2).flatMap((level) => [...(quantiles?.[level] ?? [])]) : [],
  );
  const { low, high } = extentOf([...actual, ...bounds, ...forecasts.flatMap(({ yhat }) => [...yhat])]);
  const ticksFor = (widthPx: number) => labelTimes(words, series, { from, to }, widthPx);
  const share = (box: PlotBox, steps: number) => (box.width * steps) / Math.max(1, to - from);
  return (
    <SmallPlot label={label} from={from} to={to} low={low} high={high} ticksFor={ticksFor}>
      {(scale, box) => (
        <>
          {only &&
            forecasts.map((forecast) => (
              <path key={forecast.origin} className={styles.smallBand} d={bandPath(forecast, scale)} />
            ))}
          {forecasts.map(({ origin }) => (
            <path key={origin} className={styles.origin} d={`M${scale.x(origin)} ${box.top}v${box.height}`} />
          ))}
          <path className={styles.smallActual} d={linePath(pointsWithin(piece, { from, to }, box.width), scale)} />
          {forecasts.map(({ origin, yhat }) => (
            <path
              key={origin}
              className={styles.smallForecast}
              d={linePath(pointsOf(yhat, origin, share(box, yhat.length)), scale)}
            />
          ))}
        </>
      )}
    </SmallPlot>
  );
}

/** Mean absolute error by horizon step. */
export function StepErrorsChart({ errors, label }: { errors: readonly (number | null)[]; label: string }) {
  const words = useWords();
  const points = errors.flatMap((value, step) => (value === null ? [] : [{ at: step + 1, value }]));
  const { high } = extentOf(points.map(({ value }) => value));
  const ticksFor = labelCounts(words, errors.length);
  return (
    <SmallPlot label={label} from={0.5} to={errors.length + 0.5} low={0} high={high} ticksFor={ticksFor}>
      {(scale, box) => (
        <path
          className={styles.bars}
          strokeWidth={Math.min(18, Math.max(1, (box.width / errors.length) * 0.6))}
          d={stemPath(points, scale)}
        />
      )}
    </SmallPlot>
  );
}

type ResidualsChartProps = { series: SeriesOutline; split: Split; residuals: readonly Residual[]; label: string };

/** Actual minus forecast over time. */
export function ResidualsChart({ series, split, residuals, label }: ResidualsChartProps) {
  const words = useWords();
  const from = split.validationEnd;
  const to = split.length - 1;
  const errors = Float64Array.from(residuals, ({ error }) => error);
  const { low, high } = extentOf([0, ...errors]);
  const ticksFor = (widthPx: number) => labelTimes(words, series, { from, to }, widthPx);
  return (
    <SmallPlot label={label} from={from - 0.5} to={to + 0.5} low={low} high={high} ticksFor={ticksFor}>
      {(scale, box) => {
        const kept = m4(errors, 0, errors.length, Math.round(box.width));
        const points = kept.map((at) => ({ at: residuals[at].at, value: errors[at] }));
        return (
          <>
            <path
              className={styles.bars}
              strokeWidth={Math.min(6, Math.max(1, (box.width / Math.max(1, to - from + 1)) * 0.6))}
              d={stemPath(points, scale)}
            />
            <path className={styles.zero} d={`M${box.left} ${scale.y(0)}h${box.width}`} />
          </>
        );
      }}
    </SmallPlot>
  );
}

type AutocorrelationChartProps = {
  /** [lag], the first at lag 0. */
  correlations: Float64Array;
  /** Correlations within plus and minus this are what chance makes. */
  bound: number;
  label: string;
};

/** Correlation of errors with those before them, by lag. */
export function AutocorrelationChart({ correlations, bound, label }: AutocorrelationChartProps) {
  const words = useWords();
  const most = correlations.length - 1;
  const points = Array.from(correlations, (value, at) => ({ at, value })).slice(1);
  const { low, high } = extentOf([-bound, bound, ...points.map(({ value }) => value)]);
  const ticksFor = labelCounts(words, most);
  return (
    <SmallPlot label={label} from={0.5} to={most + 0.5} low={low} high={high} ticksFor={ticksFor}>
      {(scale, box) => (
        <>
          <path
            className={styles.bars}
            strokeWidth={Math.min(10, Math.max(1, (box.width / Math.max(1, most)) * 0.5))}
            d={stemPath(points, scale)}
          />
          <path className={styles.zero} d={`M${box.left} ${scale.y(0)}h${box.width}`} />
          {[bound, -bound].map((at) => (
            <path key={at} className={styles.chance} d={`M${box.left} ${scale.y(at)}h${box.width}`} />
          ))}
        </>
      )}
    </SmallPlot>
  );
}
