import { Suspense, useId } from 'react';
import { formatDate, saySpan, sayTime } from '../../../../i18n/dates.ts';
import { areaPath, linePath, type Point } from '../../../../ui/chart/scale.ts';
import charts from '../../../../ui/chart/small-charts.module.css';
import { SmallPlot } from '../../../../ui/chart/small-plot.tsx';
import type { Tick } from '../../../../ui/chart/tick-labels.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import type { SharedForecast } from '../../state/shared-forecast.ts';
import { columnDigits } from '../results/digits.ts';
import styles from './brought.module.css';
import { type BroughtWords, broughtWords } from './words/brought-words.ts';

type Props = { words: BroughtWords; shared: SharedForecast };

/** Room for a label of the time axis. */
const labelPx = 110;

/** Evenly spread points of time, as many as there is room for. */
function ticksOf({ words, shared: { times, step } }: Props, widthPx: number): Tick[] {
  const count = Math.max(1, Math.min(times.length, Math.floor(widthPx / labelPx)));
  return Array.from({ length: count }, (_, tick) => {
    const at = Math.floor(((tick + 0.5) * times.length) / count);
    return { at, label: sayTime(words, times[at] ?? 0, step) };
  });
}

function Chart({ words, shared }: Props) {
  const { name, times, past, yhat, bands, step } = shared;
  const pointsFrom = (from: number, values: readonly number[]) =>
    values.map((value, at): Point => ({ at: from + at, value }));
  const values = [...past, ...yhat, ...bands.flatMap(({ low, high }) => [...low, ...high])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const last = times.length - 1;
  return (
    <SmallPlot
      label={words.say('brought.plot', {
        name,
        first: sayTime(words, times[past.length] ?? 0, step),
        last: sayTime(words, times[last] ?? 0, step),
      })}
      from={0}
      to={Math.max(1, last)}
      low={low >= 0 && low < high / 2 ? 0 : low}
      high={high}
      ticksFor={(widthPx) => ticksOf({ words, shared }, widthPx)}
    >
      {(scale) => (
        <>
          {bands.map((band) => (
            <path
              key={band.level}
              className={charts.smallBand}
              d={areaPath(pointsFrom(past.length, band.low), pointsFrom(past.length, band.high), scale)}
            />
          ))}
          <path className={charts.smallActual} d={linePath(pointsFrom(0, past), scale)} />
          <path className={charts.smallForecast} d={linePath(pointsFrom(past.length, yhat), scale)} />
        </>
      )}
    </SmallPlot>
  );
}

function Numbers({ words, shared }: Props) {
  const id = useId();
  const { say, percent } = words;
  const { times, past, yhat, bands, step, unit, isPercent } = shared;
  const digits = columnDigits([...yhat], 4);
  const mark = isPercent ? '%' : unit;
  const columns = [
    { heading: mark ? `${say('brought.forecast')} (${mark})` : say('brought.forecast'), values: yhat },
    ...bands.flatMap(({ level, low, high }) => [
      { heading: say('brought.low', { level: percent(level / 100) }), values: low },
      { heading: say('brought.high', { level: percent(level / 100) }), values: high },
    ]),
  ];
  return (
    <details>
      <summary id={id} data-testid="brought-numbers">
        {say('brought.numbers')}
      </summary>
      <ScrollRegion className={styles.numbers} labelledBy={id}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('brought.time')}</th>
              {columns.map(({ heading }) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {yhat.map((_, at) => (
              <tr key={times[past.length + at]}>
                <th scope="row">{sayTime(words, times[past.length + at] ?? 0, step)}</th>
                {columns.map(({ heading, values }) => (
                  <td key={heading}>{words.fixed(values[at] ?? 0, digits)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}

function Card({ shared }: { shared: SharedForecast }) {
  const words = useWords(broughtWords);
  const { say } = words;
  const sample = useSession(({ brought, samples }) => samples?.find(({ id }) => id === brought?.sample) ?? null);
  const openSample = useSession((state) => state.openSample);
  const dismiss = useSession((state) => state.dismissBrought);
  const { name, by, madeAtMs, model, step, yhat, past, maeRatioToNaive } = shared;
  const made = { day: formatDate(words.language, madeAtMs, { dateStyle: 'long' }), model: say(`model.${model}`) };
  return (
    <section className={styles.brought} data-testid="brought" aria-label={say('brought.title')}>
      <div className={styles.head}>
        <div>
          <p className={controls.faint}>{say('brought.title')}</p>
          <h2>{say('brought.head', { name, span: saySpan(words, yhat.length, step) })}</h2>
        </div>
        <button className={controls.link} type="button" data-testid="brought-close" onClick={dismiss}>
          {say('brought.close')}
        </button>
      </div>
      <p data-testid="brought-made">
        {words.sentences([
          by === '' ? say('brought.by-nobody', made) : say('brought.by', { ...made, by }),
          ...(maeRatioToNaive === null ? [] : [say('brought.ratio', { ratio: words.number(maeRatioToNaive, 2) })]),
        ])}
      </p>
      <Chart words={words} shared={shared} />
      <Numbers words={words} shared={shared} />
      <p className={controls.faint}>
        {words.sentences([
          past.length > 0 ? say('brought.past', { count: past.length }) : say('brought.no-past'),
          say('brought.trust'),
        ])}
      </p>
      <p className={styles.goOn} data-testid="brought-go-on">
        {say(sample ? 'brought.go-on-sample' : 'brought.go-on')}
        {sample && (
          <button
            className={controls.button}
            type="button"
            data-testid="brought-sample"
            onClick={() => void openSample(sample)}
          >
            {say('brought.open-sample')}
          </button>
        )}
      </p>
    </section>
  );
}

/** A forecast that a link has brought, to be looked at without its data. */
export function Brought({ content }: { content: unknown }) {
  return (
    <Suspense fallback={null}>
      <Card shared={content as SharedForecast} />
    </Suspense>
  );
}
