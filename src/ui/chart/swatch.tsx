import type { ModelId } from '../../forecasters/model-cards.ts';
import styles from './chart.module.css';
import type { ChartLine } from './chart-lines.ts';
import type { LineColors } from './drawing.ts';
import { lineDash } from './line-dash.ts';

/** The colour of a line, as a custom property of the page; faint for a model that is not drawn. */
export function lineColor(line: ModelId | 'actual', colors: LineColors): string {
  return line === 'actual' ? 'var(--series-actual)' : (colors[line] ?? 'var(--line)');
}

/** The same of a line of a chart, which may have a colour of its own. */
export function colorOf({ model, own }: Pick<ChartLine, 'model' | 'own'>, colors: LineColors): string {
  return own?.color ?? lineColor(model, colors);
}

const [width, height] = [26, 4];

/** A short piece of a line, in its colour and its dashes, to tell by it which is meant. */
export function Swatch({ color }: { color: string }) {
  return (
    <svg className={styles.swatch} width={width} height={height} aria-hidden="true">
      <path d={`M0 ${height / 2}h${width}`} stroke={color} strokeWidth={2.5} strokeDasharray={lineDash(color)} />
    </svg>
  );
}
