import { useId } from 'react';
import { Select } from '../../../../ui/shell/select.tsx';
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
      <Select
        id={id}
        data-testid={testId}
        aria-describedby={`${id}-why`}
        value={value}
        options={options}
        onChoose={onChoose}
      />
      <p id={`${id}-why`} className={styles.why}>
        {why}
      </p>
    </div>
  );
}
