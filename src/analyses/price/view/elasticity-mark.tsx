import type { Estimate } from '../jobs/job.ts';
import styles from './price.module.css';

/** Elasticities from here to there are drawn; what lies beyond ends at the edge. */
const span = { from: -4, to: 0.5 } as const;
const width = 220;
const height = 26;

const xOf = (value: number) =>
  ((Math.min(span.to, Math.max(span.from, value)) - span.from) / (span.to - span.from)) * width;

function Interval({
  of: { value, low, high },
  y,
  className,
}: {
  of: Estimate;
  y: number;
  className: string | undefined;
}) {
  return (
    <g className={className}>
      <path d={`M${xOf(low)} ${y}H${xOf(high)}`} />
      {value >= span.from && value <= span.to && <circle cx={xOf(value)} cy={y} r={3.5} />}
    </g>
  );
}

/** A dot and its interval: what the item says by itself above, faint, and what it is drawn to below. */
export function ElasticityMark({ own, raw, label }: { own: Estimate | null; raw: Estimate | null; label: string }) {
  return (
    <svg
      className={styles.mark}
      viewBox={`-4 0 ${width + 8} ${height}`}
      role="img"
      aria-label={label}
      preserveAspectRatio="none"
    >
      <path className={styles.zero} d={`M${xOf(0)} 2V${height - 2}`} />
      <path className={styles.minusOne} d={`M${xOf(-1)} 2V${height - 2}`} />
      {raw && <Interval of={raw} y={8} className={styles.raw} />}
      {own && <Interval of={own} y={raw ? 18 : 13} className={styles.own} />}
    </svg>
  );
}
