/** What each column of a table is for, and how to change it. */
import type { PanelChoice } from '../series/panel.ts';
import type { ColumnProfile } from '../worker/protocol.ts';

export type ColumnRole = 'time' | 'id' | 'target' | 'covariate' | 'unused';

/** The role of a column, and those that it could have; the only target keeps its role. */
export function rolesOf(
  { timeColumn, idColumns, targetColumns, covariateColumns }: PanelChoice,
  place: number,
  kind: ColumnProfile['kind'],
): { role: ColumnRole; offered: readonly ColumnRole[] } {
  if (targetColumns.length === 1 && targetColumns[0] === place) return { role: 'target', offered: ['target'] };
  const lists: [ColumnRole, number[]][] = [
    ['time', timeColumn === null ? [] : [timeColumn]],
    ['id', idColumns],
    ['target', targetColumns],
    ['covariate', covariateColumns],
  ];
  const role = lists.find(([, columns]) => columns.includes(place))?.[0] ?? 'unused';
  if (kind === 'date') return { role, offered: ['time', 'id', 'unused'] };
  return { role, offered: kind === 'text' ? ['id', 'unused'] : ['target', 'covariate', 'id', 'unused'] };
}

/** The choice with another role for a column. There is one time column at most. */
export function withRole(choice: PanelChoice, place: number, role: ColumnRole): PanelChoice {
  const listOf = (columns: number[], isOne: boolean) =>
    isOne ? [...new Set([...columns, place])].sort((a, b) => a - b) : columns.filter((index) => index !== place);
  const { timeColumn } = choice;
  return {
    timeColumn: role === 'time' ? place : timeColumn === place ? null : timeColumn,
    idColumns: listOf(choice.idColumns, role === 'id'),
    targetColumns: listOf(choice.targetColumns, role === 'target'),
    covariateColumns: listOf(choice.covariateColumns, role === 'covariate'),
  };
}
