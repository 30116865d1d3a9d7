import { useWords } from '../shell/context.ts';
import type { AxisCut } from './axis-cut.ts';
import styles from './chart.module.css';
import type { PlotBox, Scale } from './scale.ts';
import { labelWidth } from './tick-labels.ts';

/** Two strokes across the end of the value axis where it is cut, and at each value beyond it an arrow with what it is. */
export function CutMarks({ cut, scale, box }: { cut: AxisCut; scale: Scale; box: PlotBox }) {
  const words = useWords();
  return (
    <g data-testid="axis-cut">
      {(['high', 'low'] as const).map((end) => {
        if (cut.ends[end] === undefined) return null;
        const y = end === 'high' ? box.top : box.top + box.height;
        return <path key={end} className={styles.cutAxis} d={`M${box.left - 7} ${y + 3}l14 -6m-14 10l14 -6`} />;
      })}
      {cut.beyond.map(({ at, value, end }) => {
        const x = scale.x(at);
        const y = end === 'high' ? box.top : box.top + box.height;
        const way = end === 'high' ? 1 : -1;
        const label = words.number(value, 5);
        const room = labelWidth(label) + 12;
        const isRight = x + room > box.left + box.width;
        return (
          <g key={at}>
            <path
              className={styles.cutArrow}
              d={`M${x - 3.5} ${y + 2 * way}L${x} ${y - 4 * way}L${x + 3.5} ${y + 2 * way}z`}
            />
            <text
              className={styles.cutLabel}
              x={isRight ? x - 9 : x + 9}
              y={y + 6 * way}
              dy={end === 'high' ? '0.4em' : '0.2em'}
              textAnchor={isRight ? 'end' : 'start'}
            >
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
