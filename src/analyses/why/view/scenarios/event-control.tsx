import type { ScenarioControl } from '../../../../evaluation/scenarios/scenario.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { whyWords } from '../words/why-words.ts';
import styles from './scenarios.module.css';

type EventControlProps = {
  control: ScenarioControl;
  plan: Float64Array;
  /** The time of each step, in words. */
  times: readonly string[];
  onChange: (plan: Float64Array) => void;
};

/** When an event takes place: a place to press for each step. */
export function EventControl({ control, plan, times, onChange }: EventControlProps) {
  const words = useWords(whyWords);
  const { say } = words;
  const { name, planned } = control;
  const { off: low, on: high } = control.event ?? { off: control.low, on: control.high };
  const isNamed = low === 0 && high === 1;
  const count = plan.reduce((sum, value) => sum + (value === high ? 1 : 0), 0);
  return (
    <fieldset className={styles.control} data-testid={`scenario-${name}`}>
      <legend className={styles.controlName}>{name}</legend>
      <div className={styles.steps}>
        {times.map((time, step) => (
          <button
            key={time}
            className={styles.step}
            type="button"
            aria-pressed={plan[step] === high}
            aria-label={time}
            title={time}
            onClick={() => onChange(plan.map((value, at) => (at === step ? (value === high ? low : high) : value)))}
          />
        ))}
      </div>
      <p className={styles.ends}>
        <span>{times[0]}</span>
        <span>{times[times.length - 1]}</span>
      </p>
      <p className={controls.faint}>
        {isNamed
          ? say('if.event', { count, of: plan.length })
          : say('if.event.value', {
              count,
              of: plan.length,
              value: words.number(high),
              other: words.number(low),
            })}{' '}
        {say(`if.by.${control.plannedBy}`)}
        {control.followers.length > 0 &&
          ` ${say('if.followers', { names: words.list(control.followers.map((one) => one.name)) })}`}
      </p>
      <p className={styles.choices}>
        <button className={controls.link} type="button" onClick={() => onChange(planned)}>
          {say('if.as-planned')}
        </button>
        <button className={controls.link} type="button" onClick={() => onChange(plan.map(() => low))}>
          {say('if.never')}
        </button>
        <button className={controls.link} type="button" onClick={() => onChange(plan.map(() => high))}>
          {say('if.always')}
        </button>
      </p>
    </fieldset>
  );
}
