import type { ModelId } from '../../forecasters/model-cards.ts';
import styles from './chart.module.css';
import type { ChartLine } from './chart-lines.ts';
import type { LineColors } from './drawing.ts';

/** The colour of a line, as a custom property of the page; faint for a model that is not drawn. */
export function lineColor(line: ModelId | 'actual', colors: LineColors): string {
  return line === 'actual' ? 'var(--series-actual)' : (colors[line] ?? 'var(--line)');
}

/** The same of a line of a chart, which may have a colour of its own. */
export function colorOf({ model, own }: Pick<ChartLine, 'model' | 'own'>, colors: LineColors): string {
  return own?.color ?? lineColor(model, colors);
}

/** A short piece of a line, to tell by it which is meant. */
export function Swatch({ color }: { color: string }) {
  return <span className={styles.swatch} style={{ background: color }} aria-hidden="true" />;
}
