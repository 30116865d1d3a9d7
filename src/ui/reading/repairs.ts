/** What was done to the rows to make a regular series of them, one plain sentence a thing. */
import type { Words } from '../../i18n/words.ts';
import type { LoadedData } from '../../session/run.ts';

/**
 * @returns a sentence for each thing that was counted; one that says all was well where nothing was
 */
export function sayRepairs(words: Words, { repairs, series, profile, choice }: LoadedData): string[] {
  const { say } = words;
  const sentences: string[] = [];
  const column = profile.columns[choice.targetColumn];
  const example = column?.unreadableExamples[0];
  const filled = series.filled.reduce((sum, flag) => sum + flag, 0);
  if (!repairs.wasSorted) sentences.push(say('reading.sorted'));
  if (repairs.undatedRows > 0) sentences.push(say('reading.undated', { count: repairs.undatedRows }));
  if (repairs.duplicates > 0) {
    sentences.push(say(`reading.duplicates.${repairs.duplicateRule}`, { count: repairs.duplicates }));
  }
  if (repairs.movedDates > 0) sentences.push(say('reading.moved', { count: repairs.movedDates }));
  if (repairs.gaps > 0) sentences.push(say('reading.gaps', { count: repairs.gaps }));
  if (repairs.emptyCells > 0) sentences.push(say('reading.empty', { count: repairs.emptyCells }));
  if (repairs.unreadableCells > 0) {
    sentences.push(
      example
        ? say('reading.unreadable', { count: repairs.unreadableCells, example: say('reading.quoted', example) })
        : say('reading.unreadable-plain', { count: repairs.unreadableCells }),
    );
  }
  if (filled > 0) sentences.push(say(`reading.fill.${repairs.fillRule}`, { count: filled }));
  if (repairs.trimmed > 0) sentences.push(say('reading.trimmed', { count: repairs.trimmed }));
  if (profile.raggedRows > 0) sentences.push(say('reading.ragged', { count: profile.raggedRows }));
  return sentences.length > 0 ? sentences : [say('reading.clean')];
}
