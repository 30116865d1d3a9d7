import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { useCloseOutside } from '../shell/use-close-outside.ts';
import styles from './part.module.css';

const margin = 12;

/** The next or previous thing in a popover that can be chosen, as the arrow keys ask. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(event.target instanceof HTMLButtonElement)) return;
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = options.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  options[(at + step + options.length) % options.length]?.focus();
}

type PartProps = {
  /** What it says in the sentence. */
  text: string;
  /** What is chosen here. */
  label: string;
  testId: string;
  children: (close: () => void) => ReactNode;
};

/** A part of a sentence that opens what can be chosen instead of it. */
export function Part({ text, label, testId, children }: PartProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = () => {
    setIsOpen(false);
    button.current?.focus({ preventScroll: true });
  };

  useCloseOutside(whole, isOpen, () => setIsOpen(false));

  useLayoutEffect(() => {
    const shown = panel.current;
    if (!isOpen || !shown) return;
    const { right } = shown.getBoundingClientRect();
    const excess = right - document.documentElement.clientWidth + margin;
    if (excess > 0) shown.style.setProperty('--shift', `${-excess}px`);
    const wanted = shown.querySelector<HTMLElement>('[aria-pressed="true"], input') ?? shown.querySelector('button');
    wanted?.focus({ preventScroll: true });
  }, [isOpen]);

  return (
    <div ref={whole} className={styles.part}>
      <button
        ref={button}
        className={styles.word}
        type="button"
        title={label}
        data-testid={testId}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        {text}
      </button>
      {isOpen && (
        <div
          ref={panel}
          id={id}
          className={styles.panel}
          role="dialog"
          aria-label={label}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
            else moveFocus(event);
          }}
        >
          <p className={styles.title}>{label}</p>
          {children(close)}
        </div>
      )}
    </div>
  );
}

export type Option<Value> = { value: Value; label: string; testId?: string };

type OptionsProps<Value> = {
  /** What the options are about, where the popover holds more than these. */
  label?: string;
  options: readonly Option<Value>[];
  chosen: Value | null;
  onChoose: (value: Value) => void;
};

/** A list to choose one from. */
export function Options<Value extends string | number>({ label, options, chosen, onChoose }: OptionsProps<Value>) {
  return (
    <fieldset className={styles.options} aria-label={label}>
      {label && <legend>{label}</legend>}
      {options.map(({ value, label: text, testId }) => (
        <button
          key={value}
          className={styles.option}
          type="button"
          data-testid={testId}
          data-option={value}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}

type ChoicePartProps<Value> = Omit<PartProps, 'children'> &
  Omit<OptionsProps<Value>, 'label'> & {
    /** Said above the options. */
    why?: string;
  };

/** A part that is one of a list and closes once another is chosen. */
export function ChoicePart<Value extends string | number>(props: ChoicePartProps<Value>) {
  const { text, label, testId, why, options, chosen, onChoose } = props;
  return (
    <Part text={text} label={label} testId={testId}>
      {(close) => (
        <>
          {why && <p className={styles.why}>{why}</p>}
          <Options
            options={options}
            chosen={chosen}
            onChoose={(value) => {
              close();
              onChoose(value);
            }}
          />
        </>
      )}
    </Part>
  );
}
