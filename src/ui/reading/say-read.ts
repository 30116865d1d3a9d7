/** What a file holds, as a person would say it: `Weekly sales of 360 articles, Oct 2023 to Oct 2026`. */
import { dayMs } from '../../base/civil.ts';
import { formatDate, sayRhythm, sayTime } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/words.ts';
import { unitOfHeading } from '../../series/measure.ts';
import type { Step } from '../../series/step.ts';
import { nameWords } from '../../table/columns/name-words.ts';

export type ReadFacts = {
  step: Step;
  /** The first and the last point of any series. */
  firstMs: number;
  lastMs: number;
  /** Points of the longest series, for what has no dates. */
  length: number;
  /** Headings of the columns that are forecast. */
  targets: readonly string[];
  /** Headings of the columns that say whose row it is. */
  ids: readonly string[];
  /** All series of the file; null while they are not counted. */
  series: number | null;
};

/** Headings that say of a column only that it holds numbers. */
const emptyHeadings =
  /^(|y|x|val|vals|values?|data|numbers?|wert|werte|zahl|target|数值|值|数据|(column|spalte|列) ?\d+|\d+)$/iu;

/** Common nouns that an English sentence writes small; any other heading stays as it stands in the file. */
const commonNouns = new Set(
  (
    'a amount average births bookings calls cases clicks closing close consumption cost customers deaths degree demand departures' +
    ' energy events flights freezing frozen generation goals gross height highest humidity in income index juice level load lowest' +
    ' matches mean members net number of orange orders output passengers people per points pressure price prices production profit' +
    ' quantity rain rainfall rate readings requests returns revenue rides sales sessions shipments sold speed stock temperature' +
    ' tickets total traffic trips turnover units usage users value views visitors visits volume week weight wind year yield'
  ).split(' '),
);

/** What the last word of a heading counts, by the kind that the page has a word for. */
const kinds = {
  article: 'article item sku artikel material 货号 商品',
  product: 'product produkt produit producto 产品 品名',
  store: 'store shop branch outlet filiale laden magasin tienda 门店 店铺 商店',
  customer: 'customer client kunde 客户 顾客',
  region: 'region area state province bezirk 地区 区域 省份',
  country: 'country land pays 国家',
  city: 'city town stadt ville 城市',
  sensor: 'sensor mote probe 传感器',
  machine: 'machine equipment maschine 设备 机器',
  station: 'station 站点 车站',
  league: 'league liga 联赛',
  team: 'team club mannschaft 球队',
  category: 'category kategorie catégorie 类别 品类',
  brand: 'brand marke 品牌',
  department: 'department abteilung 部门',
  warehouse: 'warehouse lager depot 仓库',
} as const;
type Kind = keyof typeof kinds;

const kindOf = new Map<string, Kind>(
  (Object.keys(kinds) as Kind[]).flatMap((kind) => kinds[kind].split(' ').map((word) => [word, kind] as const)),
);

function findKind(heading: string): Kind | null {
  const word =
    nameWords(heading)
      .filter((part) => !/^(id|no|nr|number|name|code)$/.test(part))
      .at(-1) ?? '';
  return kindOf.get(word) ?? kindOf.get(word.replace(/s$/, '')) ?? null;
}

/** A heading without its unit, `units_sold` as words, and small where it is made of common nouns. */
function plainHeading({ language }: Words, heading: string): string {
  const unit = unitOfHeading(heading);
  const bare = unit === null ? heading : heading.replace(/[([（【][^([（【]*$/u, '');
  const text = bare.replace(/_+/g, ' ').trim();
  const isCommon = nameWords(text).every((word) => commonNouns.has(word));
  return language === 'en' && isCommon ? text.toLowerCase() : text;
}

function sayHeading(words: Words, heading: string): string {
  const text = plainHeading(words, heading);
  const what = emptyHeadings.test(text) ? words.say('read.values') : text;
  const unit = unitOfHeading(heading);
  return unit === null ? what : words.say('read.unit', { what, unit });
}

const mostNamed = 3;

function sayColumns(words: Words, targets: readonly string[]): string {
  const names = targets.slice(0, mostNamed).map((heading) => plainHeading(words, heading));
  const rest = targets.length - names.length;
  return words.say('read.columns', {
    count: targets.length,
    names: words.list(rest > 0 ? [...names, words.say('read.more', { count: rest })] : names),
  });
}

/** Whose values they are; null for one series. */
function saySeries(words: Words, { series, ids, targets }: ReadFacts): string | null {
  if (ids.length === 0) return targets.length > 2 ? sayColumns(words, targets) : null;
  if (series === null || series < 2) return null;
  const owners = series % targets.length === 0 ? series / targets.length : series;
  const kind = ids.length === 1 && owners * targets.length === series ? findKind(ids[0] ?? '') : null;
  if (kind) return words.say(`read.kind.${kind}`, { count: owners });
  return words.say('read.by', { count: series, columns: words.list([...ids]) });
}

function sayWhat(words: Words, { targets }: ReadFacts): string {
  return targets.length > 2 || targets.length === 0
    ? words.say('read.values')
    : words.list(targets.map((heading) => sayHeading(words, heading)));
}

const shortMonth: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short' };
const day: Intl.DateTimeFormatOptions = { ...shortMonth, day: 'numeric' };

/** A date as precisely as so long a time deserves. */
function sayDate(words: Words, ms: number, step: Step, spanMs: number): string {
  const { unit } = step;
  if (unit === 'year' || unit === 'quarter') return sayTime(words, ms, step);
  if (unit === 'month' || spanMs > 700 * dayMs) return formatDate(words.language, ms, shortMonth);
  return spanMs > 2 * dayMs ? formatDate(words.language, ms, day) : sayTime(words, ms, step);
}

const adjectives = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

function withCapital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** The one line that tells what was read. */
export function sayRead(words: Words, facts: ReadFacts): string {
  const { step, firstMs, lastMs, length } = facts;
  const what = sayWhat(words, facts);
  const series = saySeries(words, facts);
  const withSeries = (subject: string) => withCapital(series ? words.say('read.of', { subject, series }) : subject);
  if (step.unit === 'row') {
    return words.say('read.line.rows', { subject: withSeries(what), rows: words.say('count.rows', { count: length }) });
  }
  const spanMs = lastMs - firstMs;
  const from = sayDate(words, firstMs, step, spanMs);
  const to = sayDate(words, lastMs, step, spanMs);
  const adjective = step.every === 1 ? adjectives.find((unit) => unit === step.unit) : undefined;
  if (adjective) {
    return words.say('read.line', { subject: withSeries(words.say(`read.${adjective}`, { what })), from, to });
  }
  return words.say('read.line.rhythm', { subject: withSeries(what), rhythm: sayRhythm(words, step), from, to });
}
