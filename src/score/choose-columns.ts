import { fail, ok, type Result } from '../base/result.ts';
import { guessPanel } from '../series/guess-panel.ts';
import type { PanelChoice } from '../series/panel.ts';
import type { Table } from '../table/table.ts';

/** Columns by their names; what is not said is guessed as the page guesses it. */
export type WantedColumns = {
  /** Null numbers the rows. */
  time?: string | null;
  ids?: readonly string[];
  targets?: readonly string[];
};

export type ColumnProblem =
  | { code: 'column-missing'; column: string; columns: string[] }
  | { code: 'target-not-numeric'; column: string; numbers: string[] }
  | { code: 'time-not-ordered'; column: string; times: string[] }
  | { code: 'no-number-column'; columns: string[] };

class MissingColumn extends Error {}

/** Which columns of a table are read: those wanted, and for the rest what the page would take. */
export function chooseColumns(table: Table, { time, ids, targets }: WantedColumns): Result<PanelChoice, ColumnProblem> {
  const { columns } = table;
  const names = columns.map(({ name }) => name);
  const namesOf = (...kinds: string[]) => columns.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  const placeOf = (wanted: string) => {
    const fold = (name: string) => name.trim().toLowerCase();
    const exact = names.indexOf(wanted);
    const place = exact >= 0 ? exact : names.findIndex((name) => fold(name) === fold(wanted));
    if (place < 0) throw new MissingColumn(wanted);
    return place;
  };
  if (namesOf('number').length === 0) return fail({ code: 'no-number-column', columns: names });
  try {
    const guess = guessPanel(table);
    const timeColumn = time === undefined ? guess.timeColumn : time === null ? null : placeOf(time);
    if (timeColumn !== null && columns[timeColumn].kind === 'text') {
      const times = namesOf('date', 'number');
      return fail({ code: 'time-not-ordered', column: columns[timeColumn].name, times });
    }
    const wantedTargets = targets?.map(placeOf);
    const wrong = wantedTargets?.find((place) => columns[place].kind !== 'number');
    if (wrong !== undefined) {
      return fail({ code: 'target-not-numeric', column: names[wrong], numbers: namesOf('number') });
    }
    const idColumns = ids?.map(placeOf) ?? guess.idColumns.filter((place) => !wantedTargets?.includes(place));
    const isFree = (place: number) => place !== timeColumn && !idColumns.includes(place);
    const targetColumns = wantedTargets ?? keepOrFirst(guess.targetColumns.filter(isFree), guess.mainTarget);
    const isBeside = (place: number) => isFree(place) && !targetColumns.includes(place);
    const covariateColumns = guess.covariateColumns.filter(isBeside);
    const { covariateRoles = {} } = guess;
    return ok({
      timeColumn,
      idColumns: idColumns.filter((place) => place !== timeColumn),
      targetColumns,
      covariateColumns,
      covariateRoles,
    });
  } catch (error) {
    if (error instanceof MissingColumn) return fail({ code: 'column-missing', column: error.message, columns: names });
    throw error;
  }
}

function keepOrFirst(places: number[], otherwise: number): number[] {
  return places.length > 0 ? places : [otherwise];
}
