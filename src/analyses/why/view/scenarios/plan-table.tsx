import type { ScenarioControl, ScenarioPlan } from '../../../../evaluation/scenarios/scenario.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import { whyWords } from '../words/why-words.ts';
import styles from './scenarios.module.css';

type PlanTableProps = {
  controls: readonly ScenarioControl[];
  plan: ScenarioPlan;
  times: readonly string[];
  onChange: (name: string, values: Float64Array) => void;
};

/** Numbers that are planned, step by step. */
export function PlanTable({ controls, plan, times, onChange }: PlanTableProps) {
  const { say } = useWords(whyWords);
  const numbers = controls.filter(({ shape }) => shape === 'number');
  if (numbers.length === 0) return null;
  return (
    <details>
      <summary>{say('if.table')}</summary>
      <div className={styles.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('if.time')}</th>
              {numbers.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.map((time, step) => (
              <tr key={time}>
                <th scope="row">{time}</th>
                {numbers.map(({ name, low, high, planned }) => {
                  const values = plan[name] ?? planned;
                  return (
                    <td key={name}>
                      <input
                        className={styles.cell}
                        type="number"
                        step="any"
                        min={low}
                        max={high}
                        aria-label={`${name}, ${time}`}
                        value={Number(values[step].toFixed(6))}
                        onChange={({ target }) => {
                          const wanted = target.valueAsNumber;
                          if (!Number.isFinite(wanted)) return;
                          onChange(
                            name,
                            values.map((value, at) => (at === step ? Math.min(high, Math.max(low, wanted)) : value)),
                          );
                        }}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
