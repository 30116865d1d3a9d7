import type { ScenarioControl } from '../../../../evaluation/scenarios/scenario.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { saySigned } from '../number/say-why.ts';
import { whyWords } from '../words/why-words.ts';
import styles from './scenarios.module.css';
import { isByShare, rangeOf, shiftPlan } from './shift-plan.ts';

type NumberControlProps = {
  control: ScenarioControl;
  by: number;
  plan: Float64Array;
  onChange: (by: number, plan: Float64Array) => void;
};

/** Moves all that is planned of a number up or down. */
export function NumberControl({ control, by, plan, onChange }: NumberControlProps) {
  const words = useWords(whyWords);
  const { low, high, step } = rangeOf(control);
  const mean = plan.reduce((sum, value) => sum + value, 0) / plan.length;
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const said = isByShare(control) ? `${saySigned(words, by, 0)}%` : saySigned(words, by, digits);
  return (
    <div className={styles.control}>
      <label className={styles.controlName}>
        <span>{control.name}</span>
        <input
          className={styles.slider}
          data-testid={`scenario-${control.name}`}
          type="range"
          min={low}
          max={high}
          step={step}
          value={by}
          aria-valuetext={said}
          onChange={({ target }) => onChange(Number(target.value), shiftPlan(control, Number(target.value)))}
        />
      </label>
      <output className={styles.value}>
        {said} <span className={controls.faint}>{words.say('if.on-average', { value: words.number(mean, 3) })}</span>
      </output>
      <p className={controls.faint}>
        {words.say('if.seen', { low: words.number(control.low), high: words.number(control.high) })}{' '}
        {words.say(`if.by.${control.plannedBy}`)}
      </p>
    </div>
  );
}
