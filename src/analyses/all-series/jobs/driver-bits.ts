/** What went into a forecast beside the past of the series, as bits: the time of year, then the columns of the file in their order. */
import type { UsedDrivers } from '../../../evaluation/panel/forecast-item.ts';

/** Columns that are told apart by their names; those after them share a bit. */
const mostColumns = 30;

const bitOf = (place: number) => 2 ** place;
const bitOfYear = bitOf(0);
const bitOfMore = bitOf(mostColumns + 1);

/** @param beside names of the columns that go with the series */
export function bitsOfDrivers({ covariates, year }: UsedDrivers, beside: readonly string[]): number {
  const placeOf = (name: string) => Math.min(beside.indexOf(name), mostColumns) + 1;
  const bits = new Set(covariates.map((name) => bitOf(placeOf(name))));
  return [...bits].reduce((sum, bit) => sum + bit, year ? bitOfYear : 0);
}

export type DriversIn = {
  columns: readonly string[];
  year: boolean;
  /** Whether there are others, which are not told by name. */
  more: boolean;
};

/** The reverse of `bitsOfDrivers`. */
export function driversIn(bits: number, beside: readonly string[]): DriversIn {
  const has = (bit: number) => Math.floor(bits / bit) % 2 === 1;
  const columns = beside.filter((_, place) => place < mostColumns && has(bitOf(place + 1)));
  return { columns, year: has(bitOfYear), more: has(bitOfMore) };
}
