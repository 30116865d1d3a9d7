import type { ComponentProps } from 'react';
import controls from './controls.module.css';

type SelectProps<Value extends string | number> = {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChoose: (value: Value) => void;
} & Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'className' | 'children'>;

/** One of a list, opened by the browser's own means. */
export function Select<Value extends string | number>({ value, options, onChoose, ...rest }: SelectProps<Value>) {
  return (
    <select
      className={controls.select}
      value={value}
      onChange={({ target }) => {
        const option = options[target.selectedIndex];
        if (option) onChoose(option.value);
      }}
      {...rest}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
