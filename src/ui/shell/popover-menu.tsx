import { type ReactNode, useId, useState } from 'react';
import controls from './controls.module.css';

type PopoverMenuProps = {
  label: string;
  testId: string;
  panelTestId: string;
  buttonClass: string;
  /** Where the panel stands, and how large it is. */
  panelClass: string;
  /** Drawn only while it is open. */
  children: ReactNode;
};

/** A button and the panel that it opens over the page. */
export function PopoverMenu({ label, testId, panelTestId, buttonClass, panelClass, children }: PopoverMenuProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button className={buttonClass} type="button" data-testid={testId} popoverTarget={id}>
        {label}
      </button>
      <div
        className={`${controls.popover} ${panelClass}`}
        id={id}
        popover="auto"
        data-testid={panelTestId}
        onBeforeToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && children}
      </div>
    </>
  );
}
