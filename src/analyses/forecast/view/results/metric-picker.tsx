import { type MetricId, metricGroupIds, metricsOfGroup } from '../../../../evaluation/metric-cards.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { Select } from '../../../../ui/shell/select.tsx';
import { type ColumnSet, columnSets } from '../../state/view.ts';
import { useForecast } from '../context.ts';
import styles from './results.module.css';

/** Which metric the models are ranked by, and which others are shown. */
export function MetricPicker({ metric, columns }: { metric: MetricId; columns: ColumnSet }) {
  const { say } = useWords();
  const changeView = useForecast((state) => state.changeView);
  return (
    <div className={styles.rankBy}>
      <label>
        {say('results.rank-by')}
        <select
          className={controls.select}
          data-testid="rank-by"
          value={metric}
          onChange={({ target }) => changeView({ metric: target.value as MetricId })}
        >
          {metricGroupIds.map((group) => (
            <optgroup key={group} label={say(`metric-group.${group}`)}>
              {metricsOfGroup(group).map((id) => (
                <option key={id} value={id}>
                  {say(`metric.${id}`)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        {say('results.columns')}
        <Select
          data-testid="columns"
          value={columns}
          options={columnSets.map((value) => ({
            value,
            label: value === 'main' || value === 'all' ? say(`results.columns.${value}`) : say(`metric-group.${value}`),
          }))}
          onChoose={(chosen) => changeView({ columns: chosen })}
        />
      </label>
    </div>
  );
}
