/** Repairs in words, and the rules that each can be done by. */
import { sayClosedDays, sayTime } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/words.ts';
import { clockAt } from '../../series/calendar.ts';
import {
  type CountedRepair,
  type Repair,
  type RepairRules,
  type ResampleRule,
  usualRules,
} from '../../series/panel.ts';
import type { SeriesOutline } from '../../series/series-outline.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import type { ColumnProfile } from '../../worker/protocol.ts';

/** What a repair is called in the sentence: 3 gaps filled. */
export function nameRepair({ say }: Words, { kind, count, isApplied, rule }: CountedRepair): string {
  switch (kind) {
    case 'gaps':
    case 'empty':
    case 'unreadable':
      return say(isApplied ? `repair.${kind}` : `repair.${kind}.open`, { count });
    case 'duplicates':
      return say(`repair.duplicates.${rule === 'sum' || rule === 'net' || rule === 'last' ? rule : 'mean'}`, { count });
    case 'resampled':
      return say(rule === 'sum' ? 'repair.resampled.sum' : 'repair.resampled.mean', { count });
    case 'leading-zeros':
      return say(isApplied ? 'repair.leading-zeros.applied' : 'repair.leading-zeros', { count });
    case 'trailing-partial':
      return say(isApplied ? 'repair.trailing-partial.applied' : 'repair.trailing-partial');
    case 'cumulative':
      return say(isApplied ? 'repair.cumulative.applied' : 'repair.cumulative', { count });
    case 'year-to-date':
      return say(isApplied ? 'repair.year-to-date.applied' : 'repair.year-to-date', { count });
    case 'sorted':
      return say('repair.sorted');
    default:
      return say(`repair.${kind}`, { count });
  }
}

/** What happened, and to which cell for instance. */
export function explainRepair(
  words: Words,
  { kind, isApplied, sums }: Pick<Repair, 'kind' | 'isApplied' | 'sums'>,
  target?: ColumnProfile,
  series?: SeriesOutline,
): string {
  const { say, sentences } = words;
  const example = kind === 'unreadable' ? target?.unreadableExamples[0] : undefined;
  const why =
    kind === 'events'
      ? say('repair.events.why', { taken: words.number(sums?.taken ?? 0, 9), put: words.number(sums?.put ?? 0, 4) })
      : say(`repair.${kind}.why`);
  const told = example ? say('repair.unreadable.example', { why, ...example }) : why;
  if (kind === 'gaps' && series?.closedWeekdays) return sentences([told, sayClosedDays(words, series.closedWeekdays)]);
  const isOpen = !isApplied && (kind === 'gaps' || kind === 'empty' || kind === 'unreadable');
  return isOpen ? sentences([told, say('repair.open.why')]) : told;
}

const mostNamed = 6;

/** Where it happened: at which points of the series, else in which rows of the file; null where that is everywhere. */
export function placeRepair(words: Words, { kind, count, points, rows }: Repair, series: SeriesOutline): string | null {
  if (kind === 'leading-zeros') return null;
  if (points.length > 0 && kind !== 'empty') {
    const named = points.slice(0, mostNamed).map((at) => sayTime(words, clockAt(series, at), series.step));
    const isAll = points.length <= mostNamed;
    return words.say(isAll ? 'repair.points' : 'repair.points-more', { points: named.join(', ') });
  }
  if (rows.length === 0) return null;
  const named = rows
    .slice(0, mostNamed)
    .map((row) => words.number(row))
    .join(', ');
  const isAll = count <= Math.min(rows.length, mostNamed);
  return isAll ? words.say('repair.rows', { rows: named }) : words.say('repair.rows-more', { rows: named });
}

type RuleName = 'duplicates' | 'gaps' | 'leadingZeros' | 'trailingPartial';
export type RuleChoice = {
  [Name in RuleName]: {
    name: Name;
    values: readonly Exclude<RepairRules[Name], 'auto'>[];
    /** The value that takes the repair back. */
    undone: RepairRules[Name];
  };
}[RuleName];

const gapRules = {
  name: 'gaps',
  values: ['linear', 'seasonal', 'carry', 'zero', 'leave'],
  undone: 'leave',
} as const;

/** The rule by which a repair is done; null for what cannot be done otherwise. */
export function ruleOf(kind: Repair['kind']): RuleChoice | null {
  switch (kind) {
    case 'gaps':
    case 'empty':
    case 'unreadable':
      return gapRules;
    case 'duplicates':
      return { name: 'duplicates', values: ['sum', 'mean', 'net', 'last'], undone: usualRules.duplicates };
    case 'leading-zeros':
      return { name: 'leadingZeros', values: ['keep', 'drop'], undone: 'keep' };
    case 'trailing-partial':
      return { name: 'trailingPartial', values: ['keep', 'drop'], undone: 'keep' };
    default:
      return null;
  }
}

/** Rows without a rhythm of their own can only be read at another. */
function neededResample({ rules, fileStep }: Pick<LoadedSeries, 'rules' | 'fileStep'>): RepairRules['resample'] {
  return fileStep === null ? rules.resample : null;
}

/** The rules that change no value of the file. */
export function undoneRules(data: Pick<LoadedSeries, 'rules' | 'fileStep'>): RepairRules {
  return { ...usualRules, gaps: 'leave', trailingPartial: 'keep', resample: neededResample(data) };
}

/** The rules that a file is read by at first. */
export function firstRules(data: Pick<LoadedSeries, 'rules' | 'fileStep'>): RepairRules {
  const resample = neededResample(data);
  return resample ? { ...usualRules, ...rulesToBring(resample) } : usualRules;
}

/** How rows without a rhythm are brought to one. What happened no time in a period adds up to nothing; what was not measured in it has no mean. */
export function rulesToBring(resample: ResampleRule): Partial<RepairRules> {
  return { resample, gaps: resample.how === 'sum' ? 'zero' : usualRules.gaps };
}

/** Whether some repair can be taken back; rows without a rhythm of their own stay added up. */
export function canUndo({ repairs, fileStep }: Pick<LoadedSeries, 'repairs' | 'fileStep'>): boolean {
  return repairs.some(({ kind, isApplied, rule }) => {
    if (!isApplied) return false;
    return (
      (kind === 'resampled' && fileStep !== null) ||
      kind === 'leading-zeros' ||
      kind === 'trailing-partial' ||
      kind === 'cumulative' ||
      kind === 'year-to-date' ||
      kind === 'by-hand' ||
      (ruleOf(kind)?.name === 'gaps' && rule !== 'leave')
    );
  });
}
