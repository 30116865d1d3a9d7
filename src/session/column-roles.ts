/** What each column of a table is for, and how to change it. */
import type { CovariateRole, PanelChoice } from '../series/panel.ts';
import type { ColumnProfile } from '../worker/protocol.ts';

export type ColumnRole = 'time' | 'id' | 'target' | CovariateRole | 'unused';

export const covariateRoles = ['future', 'past', 'static'] as const satisfies readonly CovariateRole[];

function isCovariateRole(role: ColumnRole): role is CovariateRole {
  return covariateRoles.some((known) => known === role);
}

/** The role of a column, and those that it could have; the only target keeps its role. */
export function rolesOf(
  { timeColumn, idColumns, targetColumns, covariateColumns, covariateRoles: known = {} }: PanelChoice,
  place: number,
  kind: ColumnProfile['kind'],
): { role: ColumnRole; offered: readonly ColumnRole[] } {
  if (targetColumns.length === 1 && targetColumns[0] === place) return { role: 'target', offered: ['target'] };
  const lists: [ColumnRole, number[]][] = [
    ['time', timeColumn === null ? [] : [timeColumn]],
    ['id', idColumns],
    ['target', targetColumns],
    [known[place] ?? 'past', covariateColumns],
  ];
  const role = lists.find(([, columns]) => columns.includes(place))?.[0] ?? 'unused';
  if (kind === 'date') return { role, offered: ['time', 'id', 'unused'] };
  const offered: readonly ColumnRole[] = [...(role === 'time' ? [role] : []), ...covariateRoles, 'id', 'unused'];
  return { role, offered: kind === 'text' ? offered : ['target', ...offered] };
}

/** The names of the columns that go with the targets, by their roles. */
export function columnsBeside(
  { covariateColumns, covariateRoles: known = {} }: PanelChoice,
  columns: readonly Pick<ColumnProfile, 'name'>[],
): Record<CovariateRole, string[]> {
  const namesOf = (role: CovariateRole) =>
    covariateColumns.filter((place) => (known[place] ?? 'past') === role).map((place) => columns[place]?.name ?? '');
  return { future: namesOf('future'), past: namesOf('past'), static: namesOf('static') };
}

/** The choice with another role for a column. There is one time column at most. */
export function withRole(choice: PanelChoice, place: number, role: ColumnRole): PanelChoice {
  const listOf = (columns: number[], isOne: boolean) =>
    isOne ? [...new Set([...columns, place])].sort((a, b) => a - b) : columns.filter((index) => index !== place);
  const { timeColumn } = choice;
  const known = isCovariateRole(role) ? { ...choice.covariateRoles, [place]: role } : choice.covariateRoles;
  return {
    timeColumn: role === 'time' ? place : timeColumn === place ? null : timeColumn,
    idColumns: listOf(choice.idColumns, role === 'id'),
    targetColumns: listOf(choice.targetColumns, role === 'target'),
    covariateColumns: listOf(choice.covariateColumns, isCovariateRole(role)),
    ...(known && { covariateRoles: known }),
  };
}

/** The names of the columns that name the series, in alphabetical order. */
export function idsOf({ idColumns }: PanelChoice, columns: readonly Pick<ColumnProfile, 'name'>[]): string[] {
  return idColumns.map((place) => columns[place]?.name ?? '').toSorted();
}

/** The choice with these columns, by their names, to name the series; those that named them before are not used any more. */
export function withIds(
  choice: PanelChoice,
  names: readonly string[],
  columns: readonly Pick<ColumnProfile, 'name'>[],
): PanelChoice {
  const ids = [...columns.keys()].filter((place) => names.includes(columns[place].name));
  const isOther = (place: number) => !ids.includes(place);
  const targets = choice.targetColumns.filter(isOther);
  return {
    ...choice,
    idColumns: ids,
    targetColumns: targets.length > 0 ? targets : choice.targetColumns,
    covariateColumns: choice.covariateColumns.filter(isOther),
  };
}
