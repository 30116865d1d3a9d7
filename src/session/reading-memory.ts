/**
 * How files with the same columns were read before, so that next week's file keeps the roles of its columns. It is kept by a
 * fingerprint of the names and by the places of columns: no name and no value of a file is stored.
 */
import { type PanelChoice, type RepairRules, usualRules } from '../series/panel.ts';
import type { ReadChoices } from '../table/table.ts';
import type { ColumnProfile, TableProfile } from '../worker/protocol.ts';
import type { PreferenceStore } from './preferences.ts';
import { guessedSelection, isSameChoice } from './selection.ts';
import type { Candidate } from './shown.ts';

const key = 'dropcast.readings';
const mostKept = 40;

type ColumnChoice = NonNullable<ReadChoices['columns']>[string];
/** What is said about a file as a whole and stays true of the next one. */
type LastingChoices = Omit<ReadChoices, 'columns' | 'sheet' | 'maxRows' | 'onlyColumns'>;

/** A reading of files with certain columns; columns are meant by their places. */
type KeptReading = {
  /** Of the columns as they are read when nothing is said about the file. */
  file: string;
  /** Of the columns as they are read then. */
  table: string;
  choices: LastingChoices;
  columns: [place: number, choice: ColumnChoice][];
  choice: PanelChoice;
  rules: RepairRules;
};
type Kept = { fiscalStart: number | null; readings: KeptReading[] };

/** What to read of a file that is like one before. */
export type Recalled = {
  choices: ReadChoices;
  rules: RepairRules;
  /** The columns for the table read by these choices; null where it is not the one that it was. */
  choiceFor(profile: TableProfile): PanelChoice | null;
};

/** A number of 53 bits for the names of columns, in base 36. */
export function fingerprint(columns: readonly Pick<ColumnProfile, 'name'>[]): string {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  const text = columns.map(({ name }) => name).join('\u0000');
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 2_654_435_761);
    high = Math.imul(high ^ code, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return (4_294_967_296 * (high & 2_097_151) + (low >>> 0)).toString(36);
}

/** Rules for any file of its kind: what was said of single values and times of this one says nothing about the next. */
function lastingRules(rules: RepairRules): RepairRules {
  return { ...rules, points: {}, events: undefined };
}

function isUsual(candidate: Candidate): boolean {
  const { source, profile, choice, rules } = candidate;
  const isGuessed = isSameChoice(choice, guessedSelection(profile).choice);
  const isSaid = Object.keys(source.choices ?? {}).length > 0;
  return isGuessed && !isSaid && JSON.stringify(lastingRules(rules)) === JSON.stringify(usualRules);
}

export type ReadingMemory = {
  /** What was said of files with these columns, which were read with nothing said; null where that is nothing but the usual. */
  recall(profile: TableProfile): Recalled | null;
  /** Keeps how a file is read. */
  note(candidate: Candidate): void;
  forget(file: string): void;
  /** How a file is read, for somebody else: columns by their places, no name and no value. Null where the file is read in part. */
  describe(candidate: Candidate): unknown;
  /** Takes what somebody else's memory has described. @returns false where it cannot be that */
  take(described: unknown): boolean;
};

/** @param store where it is kept between visits; for this visit alone, where the browser forbids it */
export function createReadingMemory(store: PreferenceStore): ReadingMemory {
  const kept = load(store);
  let saved = '';

  /** Browsers write at once: a click on one series after another has nothing new to say. */
  function save(): void {
    const text = JSON.stringify(kept);
    if (text === saved) return;
    saved = text;
    try {
      store.setItem(key, text);
    } catch {
      // It holds for this visit.
    }
  }

  function keep(reading: KeptReading): void {
    const others = kept.readings.filter(({ file }) => file !== reading.file);
    kept.readings = [reading, ...others].slice(0, mostKept);
    save();
  }

  return {
    recall({ columns }) {
      const file = fingerprint(columns);
      const found = kept.readings.find((reading) => reading.file === file);
      const asksFiscal = columns.some(({ question }) => question?.code === 'fiscal-start');
      const fiscal = asksFiscal && kept.fiscalStart !== null ? { fiscalStart: kept.fiscalStart } : {};
      if (!found) {
        if (!('fiscalStart' in fiscal)) return null;
        return { choices: fiscal, rules: usualRules, choiceFor: () => null };
      }
      const named = found.columns.flatMap(([place, choice]) => {
        const name = columns[place]?.name;
        return name === undefined ? [] : [[name, choice] as const];
      });
      return {
        choices: {
          ...fiscal,
          ...found.choices,
          ...(named.length > 0 && { columns: Object.fromEntries(named) }),
        },
        rules: { ...usualRules, ...found.rules },
        choiceFor: (profile) => (fits(found, profile) ? found.choice : null),
      };
    },

    note(candidate) {
      const reading = describeReading(candidate);
      if (!reading) return;
      if (reading.choices.fiscalStart !== undefined) kept.fiscalStart = reading.choices.fiscalStart;
      keep(reading);
    },

    describe: describeReading,

    take(described) {
      if (!isReading(described)) return false;
      keep(described);
      return true;
    },

    forget(file) {
      kept.readings = kept.readings.filter((reading) => reading.file !== file);
      kept.fiscalStart = null;
      save();
    },
  };
}

function describeReading({ source, profile, choice, rules, file }: Candidate): KeptReading | null {
  const { columns: said = {}, sheet: _sheet, maxRows: _rows, onlyColumns, ...choices } = source.choices ?? {};
  if (onlyColumns) return null;
  const columns = Object.entries(said).flatMap(([name, one]): [number, ColumnChoice][] => {
    const place = file.names.indexOf(name);
    return place < 0 ? [] : [[place, one]];
  });
  return {
    file: file.fingerprint,
    table: fingerprint(profile.columns),
    choices,
    columns,
    choice,
    rules: lastingRules(rules),
  };
}

function load(store: PreferenceStore): Kept {
  const nothing: Kept = { fiscalStart: null, readings: [] };
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null');
    if (!kept || !Array.isArray(kept.readings)) return nothing;
    const isMonth = Number.isInteger(kept.fiscalStart) && kept.fiscalStart >= 1 && kept.fiscalStart <= 12;
    return { fiscalStart: isMonth ? kept.fiscalStart : null, readings: kept.readings.filter(isReading) };
  } catch {
    return nothing;
  }
}

/** Whether something that was stored is whole: an earlier version may have written it. */
function isReading(value: unknown): value is KeptReading {
  const reading = value as KeptReading | null;
  const { choice } = reading ?? {};
  const lists = [reading?.columns, choice?.idColumns, choice?.targetColumns, choice?.covariateColumns];
  return typeof reading?.file === 'string' && typeof reading.choices === 'object' && lists.every(Array.isArray);
}

/** Whether the columns are those of before, of kinds that can be what they were. */
function fits({ table, choice }: KeptReading, { columns }: TableProfile): boolean {
  if (table !== fingerprint(columns)) return false;
  const { timeColumn, targetColumns } = choice;
  const isTime = timeColumn === null || columns[timeColumn]?.kind !== 'text';
  return isTime && targetColumns.length > 0 && targetColumns.every((place) => columns[place]?.kind === 'number');
}

/** Whether what is shown is read as it was before, and that is not the usual. */
export function isRecalled(candidate: Candidate): boolean {
  return candidate.file.isRecalled && !isUsual(candidate);
}
