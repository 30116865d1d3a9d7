/** What holds for each item: what was said of it by hand, else its column, else what was said of all, else the usual. */
import type { AllSeriesOffer } from '../../../session/offers.ts';
import { type ItemField, itemFields, type NameColumn, type StockBrief } from '../inputs.ts';
import { guessField, isSupplier } from './guess-columns.ts';
import { type Joined, joinItems, valuesOf } from './join-items.ts';
import { daysOf, type Source, type StockSettings, usualCostShare, usualValue } from './stock-settings.ts';

/** Where a value comes from. */
export const origins = ['hand', 'column', 'all', 'usual'] as const;

/** [series] each; NaN where nothing is known. Times are in days. */
export type ResolvedField = { values: Float64Array; origins: Uint8Array; source: Source };

export type ResolvedItems = Record<ItemField, ResolvedField> & {
  /** Who supplies each: [series] place in `labels`, -1 where nothing says so; null without a column. */
  suppliers: (NameColumn & { source: NonNullable<Source> }) | null;
  /** Null without a second file. */
  joined: Joined | null;
  /** Days of a step of the series; 1 where the file has no dates. */
  stepDays: number;
};

/** Columns that a field may come from, those of the second file first. */
export function sourcesFor(file: StockBrief, beside: StockBrief | null): NonNullable<Source>[] {
  const all = (brief: StockBrief | null) =>
    (brief?.values ?? []).map(({ column }) => ({
      from: brief?.kind === 'beside' ? ('beside' as const) : ('file' as const),
      column,
    }));
  return [...all(beside), ...all(file)];
}

/** Columns of texts that may say who supplies an item, those of the second file first. */
export function supplierSources(file: StockBrief, beside: StockBrief | null): NonNullable<Source>[] {
  const all = (from: 'file' | 'beside', names: readonly NameColumn[]) => names.map(({ column }) => ({ from, column }));
  return [
    ...all('beside', beside?.names ?? []),
    ...all(
      'file',
      file.names.filter(({ column }) => column !== ''),
    ),
  ];
}

function findSuppliers(
  { supplier }: StockSettings,
  file: StockBrief,
  beside: StockBrief | null,
  joined: Joined | null,
): ResolvedItems['suppliers'] {
  const guessed = () => supplierSources(file, beside).find(({ column }) => isSupplier(column)) ?? null;
  const source = supplier === undefined ? guessed() : supplier;
  const brief = source?.from === 'beside' ? beside : file;
  const found = brief?.names.find(({ column }) => column === source?.column);
  if (!source || !found) return null;
  if (source.from === 'file') return { ...found, source };
  if (!joined) return null;
  const codes = Int32Array.from(joined.rowsOf, (rows) => (rows.length > 0 ? found.codes[rows[rows.length - 1]] : -1));
  return { ...found, codes, source };
}

/** The column that a name suggests; null where none does. */
function guessSource(field: ItemField, file: StockBrief, beside: StockBrief | null): Source {
  return sourcesFor(file, beside).find(({ column }) => guessField(column) === field) ?? null;
}

const isAmount = (field: ItemField) => field === 'onHand' || field === 'onOrder';

/** A number of a column that may stand for what the field is; stock may be below zero, as units that are owed. */
function isSound(field: ItemField, value: number): boolean {
  return Number.isFinite(value) && (field === 'onHand' || value >= 0) && (field !== 'shelfLife' || value > 0);
}

/** What a unit is worth by the file, where no column of prices is chosen. */
function usualOf(field: ItemField, offer: AllSeriesOffer, number: number, stepDays: number): number {
  if (field === 'price') return offer.worth?.perUnit[number] ?? Number.NaN;
  return usualValue(field, stepDays);
}

export function resolveItems(
  offer: AllSeriesOffer,
  settings: StockSettings,
  file: StockBrief,
  beside: StockBrief | null,
): ResolvedItems {
  const { names } = offer;
  const stepDays = (offer.step && daysOf(offer.step)) ?? 1;
  const joined = beside && joinItems(file, names, beside);
  const columnOf = (source: Source, field: ItemField): Float64Array | null => {
    if (!source) return null;
    const brief = source.from === 'file' ? file : beside;
    const found = brief?.values.find(({ column }) => column === source.column)?.values;
    if (!found) return null;
    return source.from === 'file' ? found : joined && valuesOf(joined, found, isAmount(field));
  };
  const resolved = {} as Record<ItemField, ResolvedField>;
  for (const field of itemFields) {
    const asked = settings.sources[field];
    const source = asked === undefined ? guessSource(field, file, beside) : asked;
    const column = columnOf(source, field);
    const values = new Float64Array(names.length);
    const from = new Uint8Array(names.length);
    const ofAll = settings.values[field];
    for (const [number, name] of names.entries()) {
      const byHand = settings.items[name]?.[field];
      const ofColumn = column?.[number] ?? Number.NaN;
      const isOfColumn = isSound(field, ofColumn);
      values[number] = byHand ?? (isOfColumn ? ofColumn : (ofAll ?? usualOf(field, offer, number, stepDays)));
      from[number] = origins.indexOf(
        byHand !== undefined ? 'hand' : isOfColumn ? 'column' : ofAll !== undefined ? 'all' : 'usual',
      );
    }
    resolved[field] = { values, origins: from, source: column ? source : null };
  }
  const { cost, price } = resolved;
  for (let number = 0; number < names.length; number += 1) {
    if (Number.isNaN(cost.values[number])) cost.values[number] = usualCostShare * price.values[number];
  }
  return { ...resolved, suppliers: findSuppliers(settings, file, beside, joined), joined, stepDays };
}
