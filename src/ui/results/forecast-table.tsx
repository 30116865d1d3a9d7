import type { ModelResult } from '../../evaluation/results.ts';
import { sayTime } from '../../i18n/dates.ts';
import { timeAt } from '../../series/calendar.ts';
import type { Series } from '../../series/series.ts';
import { Swatch } from '../chart/swatch.tsx';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { ScrollRegion } from '../shell/scroll-region.tsx';
import { columnDigits } from './digits.ts';
import { rankByMae } from './ranking.ts';
import styles from './results.module.css';

/** The values beyond the end, a row a step and a column a model, the best first. */
export function ForecastTable({ series, results }: { series: Series; results: readonly ModelResult[] }) {
  const words = useWords();
  const { say } = words;
  const ranked = rankByMae(results);
  const length = Math.max(...ranked.map(({ forecast }) => forecast.length));
  const digits = columnDigits(
    ranked.flatMap(({ forecast }) => [...forecast]),
    5,
  );
  const times = Array.from({ length }, (_, step) => timeAt(series.firstMs, series.step, series.y.length + step));
  return (
    <ScrollRegion className={`${controls.card} ${styles.scroll} ${styles.tall}`} labelledBy="forecast-title">
      <table className={styles.table} data-testid="forecast-table">
        <caption id="forecast-title">{say('results.forecast-table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say(series.step.unit === 'row' ? 'results.row' : 'results.date')}</th>
            {ranked.map(({ model }) => (
              <th key={model} className={styles.number} scope="col" data-model={model}>
                <span className={styles.modelName}>
                  <Swatch line={model} />
                  {say(`model.${model}`)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((ms, step) => (
            <tr key={ms}>
              <th scope="row">{sayTime(words, ms, series.step)}</th>
              {ranked.map(({ model, forecast }) => (
                <td key={model} className={styles.number} data-model={model} data-value={forecast[step]}>
                  {words.fixed(forecast[step] ?? Number.NaN, digits)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
