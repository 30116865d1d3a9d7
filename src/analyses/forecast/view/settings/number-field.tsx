import { useId, useState } from 'react';
import { isOptional, type NumericSetting, settingCards } from '../../../../forecasters/setting-cards.ts';
import { type RangeProblem, settingValue } from '../../../../forecasters/settings.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import { useForecast } from '../context.ts';
import styles from './settings.module.css';

function textOf(value: number | null): string {
  return value === null || Number.isNaN(value) ? '' : String(value);
}

/** An empty field leaves some numbers to the default; others, and the length of a window asked for, have no value then. */
function valueOfText(text: string, name: NumericSetting): number | null {
  if (text === '') return isOptional(name) && name !== 'windowSteps' ? null : Number.NaN;
  return Number(text);
}

type NumberFieldProps = {
  name: NumericSetting;
  /** What its steps are called. */
  unit: string;
  placeholder?: string | undefined;
  problem: RangeProblem | undefined;
};

/** A number of the settings with the reason for it; what is wrong with it is said below. */
export function NumberField({ name, unit, placeholder, problem }: NumberFieldProps) {
  const words = useWords();
  const changeSetting = useForecast((state) => state.changeSetting);
  const value = useForecast(({ settings }) => (settings ? settingValue(settings, name) : null));
  const [typed, setTyped] = useState('');
  const id = useId();
  const { field, low, high, whole, inSteps } = settingCards[name];
  // What is being typed stays as typed (1e-3, 0.); a value set elsewhere replaces it.
  const text = Object.is(valueOfText(typed, name), value) ? typed : textOf(value);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{words.say(`setting.${name}`)}</label>
      <span className={styles.control}>
        <input
          id={id}
          data-testid={field}
          type="number"
          inputMode={whole ? 'numeric' : 'decimal'}
          min={low}
          max={high}
          step={whole ? 1 : 'any'}
          value={text}
          placeholder={placeholder}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-why`}
          onChange={({ target }) => {
            setTyped(target.value);
            changeSetting(name, valueOfText(target.value, name));
          }}
        />
        {inSteps && <span className={styles.unit}>{unit}</span>}
      </span>
      <p id={`${id}-why`} className={problem ? styles.wrong : styles.why}>
        {problem
          ? words.say(whole ? 'settings.range.whole' : 'settings.range', { low, high })
          : words.say(`setting.${name}.why`)}
      </p>
    </div>
  );
}
