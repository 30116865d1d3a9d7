/**
 * The columns that together with the time tell every row from the others: whose row it is. They are found by what they do, tried
 * together: of ten stores and fifty items neither alone makes rows differ. Names only decide between columns that do the same.
 */
import { soundsLikeId } from '../table/columns/id-words.ts';
import { soundsLikeMeasure, soundsLikeTarget } from '../table/columns/measure-words.ts';
import { nameWords } from '../table/columns/name-words.ts';
import { soundsLikeTime } from '../table/dates/time-words.ts';
import type { Column } from '../table/table.ts';
import { FirstSeen } from './first-seen.ts';

export type IdSearch = {
  ids: number[];
  /** Of all rows those that share their time, and their ids, with an earlier one, 0-1. */
  shared: number;
  /** Where many rows share both: what was taken, then what other columns would give. */
  candidates: IdCandidate[];
};
/** How many series these columns make, and how many rows would be merged with others of the same time. */
export type IdCandidate = { ids: number[]; series: number; mergedRows: number };

/** Columns that are tried, the likeliest first, and how many together. */
const mostTried = 10;
const mostTogether = 4;
/** Rows by which is searched; what is found is verified on all. */
const searchedRows = 12_000;
/** More rows than this sharing date and series are more than a few. */
export const mostShared = 0.05;
/** Of columns whose names say that they are ids: returns, rows sent twice. */
const mostNamedShared = 0.2;
const leastShared = 0.001;

/** A series must have a row for this share of the dates, or it is a customer who came twice; less where a name says id. */
const leastDensity = 0.25;
const leastNamedDensity = 0.03;
/** What must be left of the density of a few columns that suffice when one whose name does not say id is added to them. */
const leastKeptDensity = 0.8;
/** What is asked of ids that leave more rows sharing a date than others may. */
const leastSharedDensity = 0.5;

/**
 * @param time the column of dates, or of what else counts or names periods
 * @param parts columns that the dates were made from
 */
export function findIds(columns: Column[], rowCount: number, time: number, parts: number[]): IdSearch {
  const all = new Combinations(columns, rowCount);
  const exact = columns.findIndex(({ name, kind }) => kind !== 'date' && /^unique_id$/i.test(name));
  if (exact >= 0) return { ids: [exact], shared: all.sharedShare([time, exact]), candidates: [] };
  const shared = all.sharedShare([time]);
  if (shared <= mostShared) return { ids: [], shared, candidates: [] };
  const sample = sampleRows(valuesOf(columns[time]), rowCount);
  const candidates = columns
    .flatMap((column, index) => {
      const score = index === time || parts.includes(index) ? 0 : scoreId(column, rowCount);
      return score > 0 ? [{ index, score, isNamed: soundsLikeId(column.name) }] : [];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, mostTried);
  const trials = withoutSplitters(tryTogether(columns, time, candidates, sample), columns);
  for (const { ids } of trials.filter(({ rank }) => rank > 0).slice(0, 5)) {
    const left = all.sharedShare([time, ...ids]);
    const isNamed = ids.every((index) => soundsLikeId(columns[index].name));
    const verified = { left, density: all.density(time, ids), isNamed };
    if (rankOf(verified) === 0) continue;
    const candidates = left > mostShared ? [describe(all, time, ids), describe(all, time, [])] : [];
    return { ids: ids.toSorted((a, b) => a - b), shared: left, candidates };
  }
  return { ids: [], shared, candidates: [describe(all, time, []), ...offer(all, time, trials)] };
}

type ScoredColumn = { index: number; score: number; isNamed: boolean };
type IdTrial = { ids: number[]; left: number; density: number; score: number; rank: number };

/** Every combination of a few columns, those that do best and are fewest first. */
function tryTogether(columns: Column[], time: number, candidates: ScoredColumn[], sample: Uint32Array): IdTrial[] {
  const times = codeSample(columns[time], sample);
  const codes = new Map(candidates.map(({ index }) => [index, codeSample(columns[index], sample)]));
  const none: Coded = { codes: new Int32Array(sample.length), count: 1 };
  const trials: IdTrial[] = [];
  const visit = (from: number, chosen: ScoredColumn[], series: Coded) => {
    for (let at = from; at < candidates.length; at++) {
      const candidate = candidates[at];
      const together = [...chosen, candidate];
      const joined = joinCodes(series, codes.get(candidate.index) as Coded);
      // A column that tells nothing apart that the others do not is none of them.
      if (joined.count <= series.count) continue;
      const rows = joinCodes(times, joined).count;
      const left = 1 - rows / sample.length;
      const density = sample.length / (joined.count * times.count);
      const isNamed = together.every((one) => one.isNamed);
      const score = together.reduce((sum, one) => sum + one.score, 0);
      const rank = rankOf({ left, density, isNamed });
      trials.push({ ids: together.map(({ index }) => index), left, density, score, rank });
      if (rank < 3 && together.length < mostTogether) visit(at + 1, together, joined);
    }
  };
  visit(0, [], none);
  const worth = ({ rank, ids, score, density }: IdTrial) => rank * 100 - ids.length * 20 + score + Math.min(density, 1);
  return trials.sort((a, b) => worth(b) - worth(a));
}

/**
 * Without combinations that only cut series of others to pieces. A flag that changes from day to day makes the last few rows that
 * were sent twice differ too; an id would only add the series of those few rows.
 */
function withoutSplitters(trials: IdTrial[], columns: Column[]): IdTrial[] {
  const enough = trials.filter(({ rank }) => rank >= 2);
  return trials.filter(({ ids, density }) => {
    const unnamed = ids.filter((index) => !soundsLikeId(columns[index].name));
    const suffices = (one: IdTrial) =>
      one.ids.length < ids.length &&
      one.ids.every((index) => ids.includes(index)) &&
      unnamed.some((index) => !one.ids.includes(index)) &&
      density < leastKeptDensity * one.density;
    return !enough.some(suffices);
  });
}

/** 3 where every row is one of its own, 2 where nearly, 1 where names say id and only some rows share; 0 where these are no ids. */
function rankOf({ left, density, isNamed }: { left: number; density: number; isNamed: boolean }): number {
  const isDense = density >= (isNamed ? leastNamedDensity : leastDensity);
  if (left <= leastShared && isDense) return 3;
  if (left <= mostShared && isDense) return 2;
  return isNamed && left <= mostNamedShared && density * (1 - left) >= leastSharedDensity ? 1 : 0;
}

/** What a few columns that do not quite tell rows apart would give, one by one and the best two together. */
function offer(all: Combinations, time: number, trials: IdTrial[]): IdCandidate[] {
  const alone = trials.filter(({ ids, density }) => ids.length === 1 && density >= leastNamedDensity);
  const pair = trials.find(({ ids, density }) => ids.length === 2 && density >= leastNamedDensity);
  return [...alone.slice(0, 4), ...(pair ? [pair] : [])].map(({ ids }) => describe(all, time, ids));
}

function describe(all: Combinations, time: number, ids: number[]): IdCandidate {
  return { ids, series: all.count(ids), mergedRows: all.rowCount - all.count([time, ...ids]) };
}

/** All rows of some of the dates, or some of these rows where dates are few. */
function sampleRows(values: ArrayLike<number>, rowCount: number): Uint32Array {
  const all = Uint32Array.from({ length: rowCount }, (_, row) => row);
  if (rowCount <= searchedRows) return all;
  const share = searchedRows / rowCount;
  const byDate = all.filter((row) => hash(values[row] / 1000) < share);
  if (byDate.length >= searchedRows / 3 && byDate.length <= searchedRows * 3) return byDate;
  const dates = new Set<number>();
  for (let row = 0; row < rowCount && dates.size < 8; row += Math.ceil(rowCount / 97)) dates.add(values[row]);
  const ofDates = all.filter((row) => dates.has(values[row]));
  return ofDates.filter((row) => hash(row) < searchedRows / ofDates.length);
}

/** A number that looks random but is always the same for the same, 0-1. */
function hash(value: number): number {
  let bits = (value | 0) ^ Math.floor(value / 4_294_967_296);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  return ((bits ^ (bits >>> 16)) >>> 0) / 4_294_967_296;
}

function valuesOf(column: Column): ArrayLike<number> {
  return column.kind === 'text' ? column.codes : column.values;
}

type Coded = { codes: Int32Array; count: number };

function codeSample(column: Column, sample: Uint32Array): Coded {
  const values = valuesOf(column);
  const seen = new Map<number, number>();
  const codes = Int32Array.from(sample, (row) => codeOf(seen, values[row]));
  return { codes, count: seen.size };
}

/** A table of all combinations may have so many places a row; where it would have more they are hashed. */
const placesARow = 4;

function joinCodes(a: Coded, b: Coded): Coded {
  const places = a.count * b.count;
  if (places <= placesARow * a.codes.length) return numberPlaces(a, b, new Int32Array(places));
  const seen = new Map<number, number>();
  const codes = a.codes.map((code, i) => codeOf(seen, code * b.count + b.codes[i]));
  return { codes, count: seen.size };
}

/** @param numbers [combinations] zeros */
function numberPlaces(a: Coded, b: Coded, numbers: Int32Array): Coded {
  const codes = new Int32Array(a.codes.length);
  let count = 0;
  for (let row = 0; row < codes.length; row++) {
    const place = a.codes[row] * b.count + b.codes[row];
    if (numbers[place] === 0) numbers[place] = ++count;
    codes[row] = numbers[place] - 1;
  }
  return { codes, count };
}

/** Maps take NaN for equal to itself. */
function codeOf(seen: Map<number, number>, value: number): number {
  const known = seen.get(value);
  if (known !== undefined) return known;
  seen.set(value, seen.size);
  return seen.size - 1;
}

function codeColumn(column: Column, rowCount: number): Coded {
  if (column.kind === 'text') return { codes: column.codes.map((code) => code + 1), count: column.labels.length + 1 };
  const seen = new FirstSeen();
  const codes = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) codes[row] = seen.numberOf(column.values[row]);
  return { codes, count: seen.count };
}

function countDifferent(codes: Int32Array, mostDifferent: number): number {
  const isSeen = new Uint8Array(mostDifferent);
  for (const code of codes) isSeen[code] = 1;
  return isSeen.reduce((sum, seen) => sum + seen, 0);
}

/** Counts different combinations of cells; each column is looked at once. */
class Combinations {
  readonly rowCount: number;
  readonly #columns: Column[];
  readonly #coded = new Map<number, Coded>();
  readonly #counts = new Map<string, number>();

  constructor(columns: Column[], rowCount: number) {
    this.#columns = columns;
    this.rowCount = rowCount;
  }

  count(indices: number[]): number {
    const key = indices.join();
    const known = this.#counts.get(key) ?? (indices.length === 1 ? this.#countInOrder(indices[0]) : undefined);
    if (known !== undefined) return known;
    const [first, ...others] = indices.map((index) => this.#codesOf(index));
    if (!first) return Math.min(1, this.rowCount);
    let { codes } = first;
    let { count } = first;
    for (const other of others) ({ codes, count } = joinCodes({ codes, count }, other));
    // Texts that no row has are counted among the codes of a single column.
    const distinct = others.length === 0 ? countDifferent(codes, count) : count;
    this.#counts.set(key, distinct);
    return distinct;
  }

  /** The share of rows that have the same values in these columns as an earlier one, 0-1. */
  sharedShare(indices: number[]): number {
    return this.rowCount === 0 ? 0 : 1 - this.count(indices) / this.rowCount;
  }

  /** The share of dates that the usual series has a row for, 0-1. */
  density(time: number, ids: number[]): number {
    return this.rowCount / (this.count(ids) * this.count([time]));
  }

  /** Different values of a column whose rows never go back, as those of most files do not; else undefined. */
  #countInOrder(index: number): number | undefined {
    const column = this.#columns[index];
    if (column.kind === 'text') return undefined;
    const { values } = column;
    let distinct = 0;
    let last = Number.NEGATIVE_INFINITY;
    let hasNone = false;
    for (let row = 0; row < this.rowCount; row++) {
      const value = values[row];
      if (Number.isNaN(value)) hasNone = true;
      else if (value < last) return undefined;
      else if (value > last) {
        distinct++;
        last = value;
      }
    }
    return distinct + (hasNone ? 1 : 0);
  }

  #codesOf(index: number): Coded {
    const coded = this.#coded.get(index) ?? codeColumn(this.#columns[index], this.rowCount);
    this.#coded.set(index, coded);
    return coded;
  }
}

/** Above 0 for a column that could name series: few enough different values that stand in several rows each. */
function scoreId(column: Column, rowCount: number): number {
  const { name } = column;
  const isNamed = soundsLikeId(name) && !soundsLikeTarget(name);
  if (column.kind === 'date') return 0;
  if (column.kind === 'text') {
    const { length } = column.labels;
    if (length === 0 || length > rowCount / 2) return 0;
    // Names say more than codes where both tell the series apart.
    return (isNamed ? 2 : 1) + 1 / length - (column.labels.every(isCode) ? 0.4 : 0);
  }
  if (!isNamed && (soundsLikeMeasure(name) || soundsLikeTime(name) || isCalendar(name))) return 0;
  const seen = new Set<number>();
  const isPlace = placeName.test(name.trim());
  for (let row = 0; row < rowCount; row++) {
    const value = column.values[row];
    if (!Number.isNaN(value) && !isPlace && !(Number.isInteger(value) && value >= 0)) return 0;
    seen.add(value);
    if (seen.size > rowCount / 2) return 0;
  }
  if (seen.size < 2) return 0;
  return isNamed ? 1.5 : 0.5;
}

/** Places are told apart by fractions, too. */
const placeName =
  /^(?:(?:geo|grid|cell|site|station)?[\s_-]*)?(?:lat|latitude|lon|lng|long|longitude|breite|länge|breitengrad|längengrad|northing|easting|经度|纬度|緯度|経度|широта|долгота)$/i;

function isCode(label: string): boolean {
  return /^\d+$/.test(label);
}

const calendarWords = new Set(
  'hour minute second weekday dow doy stunde minuten heure hora ora std he hr quarter quartal flag is has'.split(' '),
);

function isCalendar(name: string): boolean {
  return nameWords(name).some((word) => calendarWords.has(word));
}
