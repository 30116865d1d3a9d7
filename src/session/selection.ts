/** What of a table is read: the columns, the rules of repair, and the series that is shown. */
import type { PanelChoice, RepairRules } from '../series/panel.ts';
import type { ColumnProfile, TableProfile } from '../worker/protocol.ts';

export type Selection = {
  choice: PanelChoice;
  rules: RepairRules;
  /** The series to show; null for the first that varies. */
  uniqueId: string | null;
};

/** Whether a choice may name more than one series. */
export function namesSeveral({ idColumns, targetColumns }: PanelChoice): boolean {
  return idColumns.length > 0 || targetColumns.length > 1;
}

const nothing: PanelChoice = { timeColumn: null, idColumns: [], targetColumns: [], covariateColumns: [] };

/** The columns and the series that a table suggests; none where it has no column of numbers. */
export function guessedSelection({ guess, columns }: TableProfile): Pick<Selection, 'choice' | 'uniqueId'> {
  if (!guess) return { choice: nothing, uniqueId: null };
  const { timeColumn, idColumns, targetColumns, covariateColumns, covariateRoles, mainTarget } = guess;
  const choice = {
    timeColumn,
    idColumns,
    targetColumns,
    covariateColumns,
    ...(covariateRoles && { covariateRoles }),
  };
  return { choice, uniqueId: idColumns.length > 0 ? null : (columns[mainTarget]?.name ?? null) };
}

/**
 * The selection for a table that was read again in another way: the same columns by their names, where the user chose
 * them and they are still of the same kinds; else what the table suggests.
 */
export function carriedSelection(
  selection: Pick<Selection, 'choice' | 'uniqueId'>,
  before: TableProfile,
  after: TableProfile,
): Pick<Selection, 'choice' | 'uniqueId'> {
  const suggested = guessedSelection(after);
  if (isSameChoice(selection.choice, guessedSelection(before).choice)) {
    return { choice: suggested.choice, uniqueId: selection.uniqueId ?? suggested.uniqueId };
  }
  const placeOf = (index: number) => findLike(before.columns[index], after.columns);
  const { timeColumn, idColumns, targetColumns, covariateColumns, covariateRoles } = selection.choice;
  const time = timeColumn === null ? null : placeOf(timeColumn);
  const ids = idColumns.map(placeOf);
  const targets = targetColumns.map(placeOf);
  if (time === -1 || ids.includes(-1) || targets.includes(-1)) return suggested;
  const covariates = covariateColumns.map(placeOf).filter((index) => index >= 0);
  const roles = Object.entries(covariateRoles ?? {}).map(([index, role]) => [placeOf(Number(index)), role]);
  const choice = {
    timeColumn: time,
    idColumns: ids,
    targetColumns: targets,
    covariateColumns: covariates,
    ...(covariateRoles && { covariateRoles: Object.fromEntries(roles.filter(([index]) => index !== -1)) }),
  };
  return { choice, uniqueId: selection.uniqueId };
}

/** The place of the column of the same name and kind; -1 where there is none. */
function findLike(column: ColumnProfile | undefined, columns: ColumnProfile[]): number {
  return columns.findIndex(({ name, kind }) => name === column?.name && kind === column.kind);
}

export function isSameChoice(one: PanelChoice, other: PanelChoice): boolean {
  const listOf = ({ timeColumn, idColumns, targetColumns, covariateColumns, covariateRoles = {} }: PanelChoice) => {
    const roles = covariateColumns.map((index) => covariateRoles[index] ?? 'past');
    return JSON.stringify([timeColumn, idColumns, targetColumns, covariateColumns, roles]);
  };
  return listOf(one) === listOf(other);
}

/** The column that the series shown was read from. */
export function targetOf({ idColumns, targetColumns }: PanelChoice, uniqueId: string, columns: ColumnProfile[]) {
  const isOf = (index: number) => {
    const name = columns[index]?.name;
    return idColumns.length === 0 ? name === uniqueId : uniqueId.endsWith(` · ${name}`);
  };
  return (targetColumns.length > 1 ? targetColumns.find(isOf) : undefined) ?? targetColumns[0] ?? 0;
}

/** The choice that forecasts another column, and the series to show then. */
export function withTarget(
  { choice, uniqueId }: Pick<Selection, 'choice' | 'uniqueId'>,
  target: number,
  columns: ColumnProfile[],
): Pick<Selection, 'choice' | 'uniqueId'> {
  const { idColumns, targetColumns, covariateColumns } = choice;
  const name = columns[target]?.name ?? null;
  const others = covariateColumns.filter((index) => index !== target);
  if (idColumns.length > 0 || columns[target]?.kind !== 'number') {
    const isMerged = targetColumns.length > 1;
    const shown = idColumns.length > 0 && !isMerged ? uniqueId : null;
    return { choice: { ...choice, targetColumns: [target], covariateColumns: others }, uniqueId: shown };
  }
  const targets = [...new Set([...targetColumns, target])].sort((a, b) => a - b);
  return { choice: { ...choice, targetColumns: targets, covariateColumns: others }, uniqueId: name };
}
