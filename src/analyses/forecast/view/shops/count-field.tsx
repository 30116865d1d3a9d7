import { useState } from 'react';
import takeAway from '../take-away/take-away.module.css';
import styles from './shops.module.css';

type CountFieldProps = {
  label: string;
  testId: string;
  value: number;
  least?: number;
  most: number;
  /** Whether parts of one are allowed. */
  isWhole?: boolean;
  /** Hears of NaN where what is typed is no such number. */
  onChange: (value: number) => void;
};

/** A number in a range. */
export function CountField({ label, testId, value, least = 1, most, isWhole = true, onChange }: CountFieldProps) {
  const [text, setText] = useState(String(value));
  return (
    <label className={takeAway.field}>
      {label}
      <input
        className={styles.input}
        data-testid={testId}
        type="number"
        min={least}
        max={most}
        step={isWhole ? 1 : 'any'}
        value={text}
        aria-invalid={Number.isNaN(value)}
        onChange={({ target }) => {
          setText(target.value);
          const typed = target.value === '' ? Number.NaN : Number(target.value);
          const isOne = typed >= least && typed <= most && (!isWhole || Number.isInteger(typed));
          onChange(isOne ? typed : Number.NaN);
        }}
      />
    </label>
  );
}
