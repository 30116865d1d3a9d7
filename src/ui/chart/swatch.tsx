import type { ModelId } from '../../forecasters/model-cards.ts';
import styles from './chart.module.css';
import type { LineColors } from './drawing.ts';

/** The colour of a line, as a custom property of the page; faint for a model that is not drawn. */
export function lineColor(line: ModelId | 'actual', colors: LineColors): string {
  return line === 'actual' ? 'var(--series-actual)' : (colors[line] ?? 'var(--line)');
}

/** A short piece of a line, to tell by it which is meant. */
export function Swatch({ line, colors }: { line: ModelId | 'actual'; colors: LineColors }) {
  return <span className={styles.swatch} style={{ background: lineColor(line, colors) }} aria-hidden="true" />;
}
