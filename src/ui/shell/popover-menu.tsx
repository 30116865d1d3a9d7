import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import controls from './controls.module.css';

type PopoverMenuProps = {
  label: string;
  testId: string;
  panelTestId: string;
  buttonClass: string;
  /** Where the panel stands, and how large it is. */
  panelClass: string;
  /** Opens it without a click when it becomes true. */
  isAsked?: boolean;
  /** Drawn only while it is open. */
  children: ReactNode;
};

/** A button and the panel that it opens over the page. */
export function PopoverMenu({
  label,
  testId,
  panelTestId,
  buttonClass,
  panelClass,
  isAsked,
  children,
}: PopoverMenuProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsked && !panel.current?.matches(':popover-open')) panel.current?.showPopover();
  }, [isAsked]);
  return (
    <>
      <button className={buttonClass} type="button" data-testid={testId} popoverTarget={id}>
        {label}
      </button>
      <div
        ref={panel}
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
