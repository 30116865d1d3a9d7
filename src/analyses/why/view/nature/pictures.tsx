/** The pictures of what a series is like. */

import { dayMs } from '../../../../base/civil.ts';
import { formatDate, saySpan } from '../../../../i18n/dates.ts';
import { m4 } from '../../../../series/m4.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { BarPlot } from '../../../../ui/chart/bar-plot.tsx';
import { linePath, type Point, type Scale, stemPath } from '../../../../ui/chart/scale.ts';
import small from '../../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../../ui/chart/small-plot.tsx';
import { labelTimes, type Tick } from '../../../../ui/chart/tick-labels.ts';
import { countTicks } from '../../../../ui/chart/ticks.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import type { HeatMap, Nature } from '../../nature/describe-nature.ts';
import styles from './nature.module.css';
import { sayPlace, sayWave } from './say-nature.ts';
import { natureWords } from './words/nature-words.ts';

export type PictureProps = { series: SeriesOutline; nature: Nature };

function extentOf(values: Iterable<number>): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high >= low ? { low, high } : { low: 0, high: 1 };
}

function pointsOf(values: Float64Array, first: number, pixels: number): Point[] {
  return m4(values, 0, values.length, Math.max(1, Math.round(pixels))).map((at) => ({
    at: first + at,
    value: values[at],
  }));
}

/** The series with its trend, each season, and the rest, one under the other. */
export function PartsPicture({ series, nature }: PictureProps) {
  const words = useWords(natureWords);
  const { first, y, trend, seasonals, seasons, rest } = nature;
  const range = { from: first, to: first + y.length - 1 };
  const ticksFor = (widthPx: number) => labelTimes(words, series, range, widthPx);
  const rows = [
    { label: words.say('nature.parts.series'), lines: [y, trend] },
    ...seasonals.map((seasonal, index) => ({
      label: words.say('nature.parts.seasonal', { span: saySpan(words, seasons[index], series.step) }),
      lines: [seasonal],
    })),
    { label: words.say('nature.parts.rest'), lines: [rest] },
  ];
  return rows.map(({ label, lines }) => (
    <div key={label}>
      <p className={styles.label}>{label}</p>
      <SmallPlot
        label={label}
        {...range}
        {...extentOf(lines.flatMap((line) => [...line]))}
        height={116}
        ticksFor={ticksFor}
      >
        {(scale, box) => (
          <>
            <path className={small.smallActual} d={linePath(pointsOf(lines[0], first, box.width), scale)} />
            {lines[1] && (
              <path className={small.smallForecast} d={linePath(pointsOf(lines[1], first, box.width), scale)} />
            )}
          </>
        )}
      </SmallPlot>
    </div>
  ));
}

/** Names of places of the season, as many as there is room for. */
function usePlaceTicks({ series, nature }: PictureProps): (widthPx: number) => Tick[] {
  const words = useWords(natureWords);
  const { cycles, first } = nature;
  if (!cycles) return () => [];
  const { length, from } = cycles;
  return (widthPx) => {
    const every = Math.max(1, Math.ceil(length / Math.max(2, Math.floor(widthPx / 56))));
    return Array.from({ length: Math.ceil(length / every) }, (_, index) => {
      const at = index * every;
      return { at, label: sayPlace(words, series, length, first + from + at, true) };
    });
  };
}

/** Every cycle of the season over the others, the last boldly. */
export function SeasonPicture(props: PictureProps) {
  const { say } = useWords(natureWords);
  const ticksFor = usePlaceTicks(props);
  const { cycles } = props.nature;
  if (!cycles) return null;
  const { values, length } = cycles;
  const pointsOfCycle = (cycle: Float64Array) => Array.from(cycle, (value, at) => ({ at, value }));
  return (
    <SmallPlot
      label={say('nature.season')}
      from={0}
      to={length - 1}
      {...extentOf(values.flatMap((cycle) => [...cycle]))}
      height={240}
      ticksFor={ticksFor}
    >
      {(scale) =>
        [...values.entries()].map(([index, cycle]) => (
          <path
            key={index}
            className={index === values.length - 1 ? small.smallForecast : styles.cycle}
            d={linePath(pointsOfCycle(cycle), scale)}
          />
        ))
      }
    </SmallPlot>
  );
}

/** Each place of the season over the cycles, and its mean. */
export function PlacesPicture(props: PictureProps) {
  const { say } = useWords(natureWords);
  const ticksFor = usePlaceTicks(props);
  const { cycles } = props.nature;
  if (!cycles) return null;
  const { values, means, length } = cycles;
  const shift = (index: number) => (values.length > 1 ? (index / (values.length - 1) - 0.5) * 0.7 : 0);
  return (
    <SmallPlot
      label={say('nature.places')}
      from={-0.5}
      to={length - 0.5}
      {...extentOf(values.flatMap((cycle) => [...cycle]))}
      height={240}
      ticksFor={ticksFor}
    >
      {(scale) =>
        [...means.entries()].map(([place, mean]) => (
          <g key={place}>
            <path
              className={small.smallActual}
              d={linePath(
                values.map((cycle, index) => ({ at: place + shift(index), value: cycle[place] })),
                scale,
              )}
            />
            <path
              className={small.smallForecast}
              d={`M${scale.x(place - 0.38)} ${scale.y(mean)}H${scale.x(place + 0.38)}`}
            />
          </g>
        ))
      }
    </SmallPlot>
  );
}

function CorrelationPlot({ correlations, bound, label }: { correlations: Float64Array; bound: number; label: string }) {
  const words = useWords(natureWords);
  const most = correlations.length - 1;
  const points = Array.from(correlations, (value, at) => ({ at, value })).slice(1);
  const ticksFor = (widthPx: number) =>
    countTicks(most, Math.max(2, Math.floor(widthPx / 40))).map((at) => ({ at, label: words.number(at) }));
  const { low, high } = extentOf([-bound, bound, ...points.map(({ value }) => value)]);
  return (
    <div>
      <p className={styles.label}>{label}</p>
      <SmallPlot label={label} from={0.5} to={most + 0.5} low={low} high={high} ticksFor={ticksFor}>
        {(scale, box) => (
          <>
            <path
              className={small.bars}
              strokeWidth={Math.min(10, Math.max(1, (box.width / Math.max(1, most)) * 0.5))}
              d={stemPath(points, scale)}
            />
            <path className={small.zero} d={`M${box.left} ${scale.y(0)}h${box.width}`} />
            {[bound, -bound].map((at) => (
              <path key={at} className={small.chance} d={`M${box.left} ${scale.y(at)}h${box.width}`} />
            ))}
          </>
        )}
      </SmallPlot>
    </div>
  );
}

export function MemoryPicture({ nature: { correlations, partial, bound } }: PictureProps) {
  const { say } = useWords(natureWords);
  return (
    <>
      <CorrelationPlot correlations={correlations} bound={bound} label={say('nature.memory.whole')} />
      <CorrelationPlot correlations={partial} bound={bound} label={say('nature.memory.partial')} />
    </>
  );
}

/** Power by length of the wave, long ones first, the strongest named. */
export function WavesPicture({ series, nature }: PictureProps) {
  const words = useWords(natureWords);
  const { periods, power, peaks } = nature.spectrum;
  const places = Array.from(periods, (period, at) => ({ at: -Math.log(period), value: power[at] }));
  const from = places[0]?.at ?? 0;
  const to = places[places.length - 1]?.at ?? 1;
  const named = peaks
    .slice(0, 4)
    .map(({ period }) => ({ at: -Math.log(period), label: sayWave(words, series, period) }));
  const ticksFor = (widthPx: number) => {
    const apart = ((to - from) * 96) / Math.max(1, widthPx);
    return named.filter(({ at }, index) => named.slice(0, index).every((other) => Math.abs(other.at - at) > apart));
  };
  return (
    <SmallPlot
      label={words.say('nature.waves')}
      from={from}
      to={to}
      low={0}
      high={extentOf(power).high}
      height={240}
      ticksFor={ticksFor}
    >
      {(scale) => <path className={small.bars} strokeWidth={1.5} fill="none" d={linePath(places, scale)} />}
    </SmallPlot>
  );
}

export function ValuesPicture({ nature: { distribution } }: PictureProps) {
  const words = useWords(natureWords);
  const { low, high, counts, median } = distribution;
  const share = high > low ? (median - low) / (high - low) : 0.5;
  return (
    <div className={styles.values}>
      <BarPlot counts={counts} label={words.say('nature.values')} />
      <p className={styles.ends}>
        <span>{words.number(low)}</span>
        <span className={styles.middle} style={{ left: `${Math.min(88, Math.max(12, 100 * share))}%` }}>
          {words.number(median)}
        </span>
        <span>{words.number(high)}</span>
      </p>
    </div>
  );
}

/** Monday, 1 January 2024. */
const mondayMs = Date.UTC(2024, 0, 1);

function rowLabels(language: string, { kind, rows }: HeatMap): string[] {
  if (kind === 'weekday-hour')
    return rows.map((row) => formatDate(language, mondayMs + row * dayMs, { weekday: 'short' }));
  if (kind !== 'week-weekday') return rows.map((row) => String(new Date(row).getUTCFullYear()));
  const monthOf = (row: number) => formatDate(language, row + 3 * dayMs, { month: 'short' });
  return rows.map((row, at) => (at === 0 || monthOf(rows[at - 1]) !== monthOf(row) ? monthOf(row) : ''));
}

function columnLabel(language: string, kind: HeatMap['kind'], at: number): string {
  switch (kind) {
    case 'weekday-hour':
      return at % 3 === 0 ? String(at) : '';
    case 'week-weekday':
      return formatDate(language, mondayMs + at * dayMs, { weekday: 'short' });
    case 'year-week':
      return at % 4 === 0 ? String(at + 1) : '';
    case 'year-month':
      return formatDate(language, Date.UTC(2024, at, 1), { month: 'narrow' });
    case 'year-quarter':
      return `Q${at + 1}`;
  }
}

/** Means by the calendar as shades: weeks of days stand upright, all others lie. */
export function CalendarPicture({ nature: { heatMap } }: PictureProps) {
  const words = useWords(natureWords);
  if (!heatMap) return null;
  const { values, columns, kind } = heatMap;
  const known = [...values].filter(Number.isFinite).sort((a, b) => a - b);
  // A single wild value would make all others one shade.
  const [low, high] = [0.02, 0.98].map((share) => known[Math.round(share * (known.length - 1))] ?? 0);
  const isTurned = kind === 'week-weekday';
  const ofRows = rowLabels(words.language, heatMap);
  const ofColumns = Array.from({ length: columns }, (_, at) => columnLabel(words.language, kind, at));
  const [across, down] = isTurned ? [ofRows, ofColumns] : [ofColumns, ofRows];
  const valueAt = (row: number, column: number) => values[isTurned ? column * columns + row : row * columns + column];
  const [cell, left, top] = [18, 44, 18];
  const width = left + across.length * cell;
  const height = top + down.length * cell;
  const shadeOf = (value: number) => (high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5);
  return (
    <div className={styles.calendar}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ minWidth: Math.min(width, 720), maxWidth: 1.6 * width }}
        role="img"
        aria-label={words.say('nature.calendar')}
      >
        {[...across.entries()].map(([column, label]) => (
          <text key={column} className={styles.mapLabel} x={left + column * cell} y={top - 6}>
            {label}
          </text>
        ))}
        {[...down.entries()].map(([row, label]) => (
          <text key={row} className={styles.mapLabel} x={left - 6} y={top + row * cell + 12} textAnchor="end">
            {label}
          </text>
        ))}
        {[...down.keys()].flatMap((row) =>
          [...across.keys()].map((column) => {
            const value = valueAt(row, column);
            if (!Number.isFinite(value)) return null;
            return (
              <rect
                key={`${row} ${column}`}
                className={styles.cell}
                x={left + column * cell}
                y={top + row * cell}
                width={cell - 1.5}
                height={cell - 1.5}
                rx={2}
                fillOpacity={0.06 + 0.94 * shadeOf(value)}
              >
                <title>{words.number(value)}</title>
              </rect>
            );
          }),
        )}
      </svg>
      <p className={styles.label}>
        {words.say('nature.calendar.say', { low: words.number(low, 3), high: words.number(high, 3) })}
      </p>
    </div>
  );
}

/** Each value against the one so long before. */
export function LagsPicture({ series, nature: { lags } }: PictureProps) {
  const words = useWords(natureWords);
  const draw = (pairs: Nature['lags'][number]['pairs']) => (scale: Scale) => (
    <path
      className={styles.dots}
      d={pairs.map(({ before, after }) => `M${scale.x(before).toFixed(1)} ${scale.y(after).toFixed(1)}h0`).join('')}
    />
  );
  return (
    <div className={styles.pair}>
      {lags.map(({ lag, correlation, pairs }) => {
        const { low, high } = extentOf(pairs.flatMap(({ before, after }) => [before, after]));
        const label = words.say('nature.lags.of', {
          span: saySpan(words, lag, series.step),
          correlation: words.fixed(correlation, 2),
        });
        const ticksFor = () => [low, high].map((at) => ({ at, label: '' }));
        return (
          <div key={lag}>
            <p className={styles.label}>{label}</p>
            <SmallPlot label={label} from={low} to={high} low={low} high={high} height={240} ticksFor={ticksFor}>
              {draw(pairs)}
            </SmallPlot>
          </div>
        );
      })}
    </div>
  );
}
