import { type ModelId, modelIds } from '../../forecasters/settings.ts';
import styles from './chart.module.css';

/** The colour of a line, as a custom property of the page; models have theirs by their place in the registry. */
export function lineColor(line: ModelId | 'actual'): string {
  return line === 'actual' ? 'var(--series-actual)' : `var(--series-${modelIds.indexOf(line)})`;
}

/** A short piece of a line, to tell by it which is meant. */
export function Swatch({ line }: { line: ModelId | 'actual' }) {
  return <span className={styles.swatch} style={{ background: lineColor(line) }} aria-hidden="true" />;
}
