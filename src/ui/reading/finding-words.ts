import { formatDate } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/words.ts';
import type { PanelGuess, PanelQuestion } from '../../series/panel.ts';
import type { TableNotes } from '../../table/table.ts';

const mostNamed = 8;

/** What was left out of a file or taken for missing, by name, and rows that were merged. */
export function sayFindings(words: Words, notes: TableNotes, guess: PanelGuess | null): string[] {
  const questions = guess?.questions ?? [];
  const { say, list } = words;
  const { leftOut = [], missingCodes = [], zeroFilled = [], dateFormats = [] } = notes;
  const nameAll = (names: string[]) => list(names.slice(0, mostNamed));
  const named = leftOut.flatMap(({ reason, rows, names }) => {
    if (names.length === 0) return [];
    if (reason === 'plans') return [say('notes.plans', { count: rows, names: nameAll(names) })];
    return reason === 'totals' ? [say('notes.totals', { names: nameAll(names) })] : [];
  });
  const codes = missingCodes.map(({ column, code, cells }) =>
    say('notes.missing-code', { column, code, count: cells }),
  );
  const zeros = zeroFilled.map(({ column, fromMs, cells }) => {
    const date = formatDate(words.language, fromMs, { dateStyle: 'long' });
    return say('notes.zero-filled', { column, date, count: cells });
  });
  const formats = dateFormats.map(({ column, formats: names }) =>
    say('notes.date-formats', { column, formats: list(names) }),
  );
  return [...named, ...formats, ...codes, ...zeros, ...questions.flatMap((question) => sayWhoseRows(words, question))];
}

function sayWhoseRows({ say, list }: Words, { options, chosen }: PanelQuestion): string[] {
  const others = options.filter((_, at) => at !== chosen);
  const offers = others.map(({ ids, series, mergedRows }) => {
    const rows = say('count.rows', { count: mergedRows });
    if (ids.length === 0) return say('notes.whose-rows.none', { rows });
    return say('notes.whose-rows.option', { columns: list(ids), series: say('count.series', { count: series }), rows });
  });
  return [say('notes.whose-rows', { count: options[chosen]?.mergedRows ?? 0 }), ...offers];
}
