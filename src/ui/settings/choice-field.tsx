import { useId } from 'react';
import controls from '../shell/controls.module.css';
import styles from './settings.module.css';

type ChoiceFieldProps<Value extends string> = {
  label: string;
  why: string;
  testId: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChoose: (value: Value) => void;
};

/** One of a few, with the reason for it. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, why, testId, value, options, onChoose } = props;
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={controls.select}
        data-testid={testId}
        value={value}
        aria-describedby={`${id}-why`}
        onChange={({ target }) => onChoose(target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <p id={`${id}-why`} className={styles.why}>
        {why}
      </p>
    </div>
  );
}
