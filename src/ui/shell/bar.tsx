import controls from './controls.module.css';

type BarProps = {
  /** What is under way, for those who cannot see the bar. */
  label: string;
  /** Share that is done, 0 to 1. */
  share: number;
};

/** A progress bar. */
export function Bar({ label, share }: BarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      className={controls.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className={controls.barFill} style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  );
}
