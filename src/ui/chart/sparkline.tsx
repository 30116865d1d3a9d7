import styles from './small-charts.module.css';
import { sparkPath } from './spark-path.ts';

/** A line without axes, as wide as its place; words beside it say what it shows. */
export function Sparkline({
  values,
  width,
  height,
}: {
  values: readonly number[] | Float64Array;
  width: number;
  height: number;
}) {
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={sparkPath(values, width, height)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
