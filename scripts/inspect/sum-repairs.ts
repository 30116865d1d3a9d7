import type { Repair } from '../../src/series/panel.ts';

export type RepairSum = { kind: string; count: number; rule?: string };

/** Repairs of several series added up by their kind, with the rule of the first of them. */
export function sumRepairs(repairs: readonly Repair[]): RepairSum[] {
  const sums = new Map<string, RepairSum>();
  for (const { kind, count, rule } of repairs) {
    const known = sums.get(kind);
    if (known) known.count += count;
    else sums.set(kind, { kind, count, ...(rule ? { rule } : {}) });
  }
  return [...sums.values()];
}
