import { type CSSProperties, type ReactNode, useLayoutEffect, useRef } from 'react';
import { useCloseOutside } from '../shell/use-close-outside.ts';
import styles from './cursor.module.css';

type PointPanelProps = { label: string; place: CSSProperties; onClose: () => void; children: ReactNode };

/** What can be chosen for one point of a chart, beside it. */
export function PointPanel({ label, place, onClose, children }: PointPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useCloseOutside(panel, true, onClose);
  useLayoutEffect(() => {
    const shown = panel.current;
    const wanted = shown?.querySelector<HTMLElement>('[aria-pressed="true"]') ?? shown?.querySelector('button');
    wanted?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={panel}
      className={styles.choice}
      style={place}
      role="dialog"
      aria-label={label}
      data-testid="point-choice"
      onPointerMove={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
    >
      <p className={styles.tipTime}>{label}</p>
      {children}
    </div>
  );
}
