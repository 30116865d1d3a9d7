import { m4 } from '../../../../series/m4.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import type { Break } from '../../../../statistics/unusual/describe-breaks.ts';
import { linePath, type Scale } from '../../../../ui/chart/scale.ts';
import small from '../../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../../ui/chart/small-plot.tsx';
import { labelTimes } from '../../../../ui/chart/tick-labels.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import type { UnusualAnswer } from '../../unusual/findings.ts';
import type { ListedAnomaly } from './join-network.ts';
import styles from './unusual.module.css';
import { unusualWords } from './words/unusual-words.ts';

type ChartProps = {
  series: SeriesOutline;
  found: UnusualAnswer;
  anomalies: readonly ListedAnomaly[];
  breaks: readonly Break[];
  /** Points shown, both ends included. */
  range: { from: number; to: number };
  /** Where the finding that was chosen lies. */
  chosen: number | null;
};

function thinned(values: Float64Array, { from, to }: ChartProps['range'], pixels: number, scale: Scale): string {
  const places = m4(values, from, to + 1, Math.max(1, Math.round(pixels)));
  return linePath(
    places.map((at) => ({ at, value: values[at] })),
    scale,
  );
}

/** Whether few enough points are shown that what is usual can be told from them. */
const closePoints = 400;

/** The series with what was found in it: rings at values, upright lines at breaks, and what is usual where it is near. */
export function FindingsChart({ series, found, anomalies, breaks, range, chosen }: ChartProps) {
  const words = useWords(unusualWords);
  const { y, usual } = found;
  const isClose = range.to - range.from < closePoints;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = range.from; at <= range.to; at += 1) {
    low = Math.min(low, y[at], isClose ? usual[at] : y[at]);
    high = Math.max(high, y[at], isClose ? usual[at] : y[at]);
  }
  const isShown = (at: number) => at >= range.from && at <= range.to;
  return (
    <SmallPlot
      label={words.say('unusual.chart')}
      from={range.from}
      to={range.to}
      low={low}
      high={high}
      height={240}
      ticksFor={(widthPx) => labelTimes(words, series, range, widthPx)}
    >
      {(scale, box) => (
        <>
          {breaks
            .filter(({ at }) => isShown(at))
            .map(({ at, kind }) => (
              <path
                key={`${kind} ${at}`}
                className={at === chosen ? styles.breakChosen : styles.break}
                d={`M${scale.x(at - 0.5)} ${box.top}v${box.height}`}
              />
            ))}
          {isClose && <path className={styles.usual} d={thinned(usual, range, box.width, scale)} />}
          <path className={small.smallActual} d={thinned(y, range, box.width, scale)} />
          {anomalies
            .filter(({ at }) => isShown(at))
            .map(({ at, value }) => (
              <circle
                key={at}
                className={at === chosen ? styles.ringChosen : styles.ring}
                cx={scale.x(at)}
                cy={scale.y(value)}
                r={5}
              />
            ))}
        </>
      )}
    </SmallPlot>
  );
}
