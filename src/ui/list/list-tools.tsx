import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './list.module.css';

type ChipProps = {
  label: string;
  /** How many rows it leaves; none where it is not told. */
  count?: number;
  /** The most that may be counted: room is kept for it, so that nothing moves while rows come in. */
  room?: number;
  isOn: boolean;
  isDisabled?: boolean;
  testId?: string;
  title?: string | undefined;
  onClick: () => void;
};

/** A filter of a list, with how many rows it leaves. */
export function Chip({ label, count, room, isOn, isDisabled = false, testId, title, onClick }: ChipProps) {
  const { number } = useWords();
  const style = room === undefined ? undefined : { minInlineSize: `${number(room).length}ch` };
  return (
    <button
      className={styles.chip}
      type="button"
      data-testid={testId}
      data-count={count}
      aria-pressed={isOn}
      title={title}
      disabled={isDisabled}
      onClick={onClick}
    >
      {label}
      {count !== undefined && (
        <>
          {' '}
          <strong style={style}>{number(count)}</strong>
        </>
      )}
    </button>
  );
}

type SearchProps = { label: string; testId: string; value: string; onChange: (value: string) => void };

/** The search of a list: its label is the hint within it. */
export function Search({ label, testId, value, onChange }: SearchProps) {
  return (
    <label className={styles.search}>
      <span className={controls.hidden}>{label}</span>
      <input
        type="search"
        data-testid={testId}
        placeholder={label}
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}

/** That no row is left, and the way back to all of them. */
export function NothingFound({ said, clear, onClear }: { said: string; clear: string; onClear: () => void }) {
  return (
    <p className={styles.nothing}>
      {said}{' '}
      <button className={controls.link} type="button" onClick={onClear}>
        {clear}
      </button>
    </p>
  );
}
