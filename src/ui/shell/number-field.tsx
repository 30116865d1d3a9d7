import { useEffect, useState } from 'react';
import styles from './number-field.module.css';

type NumberFieldProps = {
  label: string;
  /** Null where nothing was said: then `usual` stands there. */
  value: number | null;
  usual: number | null;
  /** What is said of it below, such as where it comes from. */
  note?: string | undefined;
  min?: number;
  max?: number;
  testId?: string;
  isLabelHidden?: boolean;
  onChange: (value: number | null) => void;
};

const textOf = (value: number | null) =>
  value === null || !Number.isFinite(value) ? '' : String(Number(value.toPrecision(6)));

/** A number that is taken when it is left, or Enter is pressed; empty for the usual. */
export function NumberField({
  label,
  value,
  usual,
  note,
  min = 0,
  max,
  testId,
  isLabelHidden,
  onChange,
}: NumberFieldProps) {
  const shown = textOf(value);
  const [draft, setDraft] = useState(shown);
  useEffect(() => setDraft(shown), [shown]);
  const settle = () => {
    if (draft.trim() === shown) return;
    const next = Number(draft.replace(',', '.'));
    if (draft.trim() === '') onChange(null);
    else if (Number.isFinite(next) && next >= min) onChange(max === undefined ? next : Math.min(max, next));
    else setDraft(shown);
  };
  return (
    <label className={styles.field}>
      <span className={isLabelHidden ? styles.hidden : undefined}>{label}</span>
      <input
        type="text"
        inputMode="decimal"
        data-testid={testId}
        placeholder={textOf(usual)}
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={settle}
        onKeyDown={({ key }) => key === 'Enter' && settle()}
      />
      {note && <small>{note}</small>}
    </label>
  );
}
