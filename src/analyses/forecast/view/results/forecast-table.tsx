import { rankResults } from '../../../../evaluation/ranking.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import { sayTime } from '../../../../i18n/dates.ts';
import { clockAt } from '../../../../series/calendar.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import { ModelSwatch } from '../chart/model-swatch.tsx';
import { focusOf } from '../chart/shown-lines.ts';
import { useForecast } from '../context.ts';
import { useTakenModel } from '../taken-model.tsx';
import { forecastDigits } from './digits.ts';
import styles from './results.module.css';

/** The values beyond the end, a row a step: the model in focus with its intervals first, then the others, the best first. */
export function ForecastTable({
  series,
  isWhole,
  results,
}: {
  series: SeriesOutline;
  /** Whether its values are whole. */
  isWhole: boolean;
  results: readonly ModelResult[];
}) {
  const words = useWords();
  const { say, percent } = words;
  const view = useForecast((state) => state.view);
  const focus = focusOf(results, view, useTakenModel());
  const ranked = rankResults(results, view.metric);
  const ordered = [...ranked.filter((result) => result === focus), ...ranked.filter((result) => result !== focus)];
  const bounds = (focus?.intervals ?? []).flatMap(({ level, low, high }) => [
    { key: `lo-${level}`, name: say('results.low', { level: percent(level / 100) }), values: low },
    { key: `hi-${level}`, name: say('results.high', { level: percent(level / 100) }), values: high },
  ]);
  const length = Math.max(...ordered.map(({ forecast }) => forecast.length));
  const digits = forecastDigits(
    [...ordered.flatMap(({ forecast }) => [...forecast]), ...bounds.flatMap(({ values }) => [...values])],
    isWhole,
  );
  const times = Array.from({ length }, (_, step) => clockAt(series, series.length + step));
  const columns = ordered.flatMap(({ model, forecast }) => [
    { model, key: model, bound: null, name: say(`model.${model}`), values: forecast },
    ...(model === focus?.model ? bounds.map((bound) => ({ ...bound, model, bound: bound.key })) : []),
  ]);
  return (
    <ScrollRegion className={`${controls.card} ${styles.scroll} ${styles.tall}`} labelledBy="forecast-title">
      <table className={styles.table} data-testid="forecast-table">
        <caption id="forecast-title">{say('results.forecast-table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say(series.step.unit === 'row' ? 'results.row' : 'results.date')}</th>
            {columns.map(({ key, model, bound, name }) => (
              <th
                key={key}
                className={styles.number}
                scope="col"
                {...(bound ? { 'data-interval': bound } : { 'data-model': model })}
              >
                <span className={styles.modelName}>
                  {!bound && <ModelSwatch line={model} />}
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((ms, step) => (
            <tr key={ms}>
              <th scope="row">{sayTime(words, ms, series.step)}</th>
              {columns.map(({ key, model, bound, values }) => (
                <td
                  key={key}
                  className={bound ? `${styles.number} ${styles.bound}` : styles.number}
                  data-value={values[step]}
                  {...(bound ? { 'data-interval': bound } : { 'data-model': model })}
                >
                  {words.fixed(values[step] ?? Number.NaN, digits)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
