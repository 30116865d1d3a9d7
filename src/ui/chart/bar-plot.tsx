import styles from './small-charts.module.css';

type BarPlotProps = {
  counts: readonly number[];
  /** What the drawing shows, in words. */
  label: string;
};

const heightPx = 56;
const unit = 10;
const gap = 1.5;
/** Two bars alone are no wider than those beside which they stand. */
const fewestPlaces = 12;
/** A bar that is not empty is never too low to be seen. */
const leastPx = 1.5;

/** Counts as bars beside each other, as wide as their place. */
export function BarPlot({ counts, label }: BarPlotProps) {
  const most = Math.max(1, ...counts);
  const width = Math.max(fewestPlaces, counts.length) * unit;
  return (
    <svg
      className={styles.counts}
      viewBox={`0 0 ${width} ${heightPx}`}
      height={heightPx}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {[...counts.entries()].map(([at, count]) => {
        const height = count === 0 ? 0 : Math.max(leastPx, (count / most) * heightPx);
        return <rect key={at} x={at * unit} y={heightPx - height} width={unit - gap} height={height} />;
      })}
    </svg>
  );
}
