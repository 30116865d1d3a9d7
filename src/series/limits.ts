/** What a series cannot leave: shares stay between nothing and all, and what is counted up never falls. */

import { isLevel } from '../table/columns/level-words.ts';
import { nameWords } from '../table/columns/name-words.ts';
import type { NumberColumn } from '../table/table.ts';

export type Limits = { low: number; high: number };

const shareWords = new Set(
  (
    'percent percentage pct occupancy utilisation utilization auslastung availability verfügbarkeit humidity luftfeuchtigkeit' +
    ' feuchte share anteil proportion fraction probability uptime taux pourcentage porcentaje ocupación belegung yield' +
    ' ocupação occupazione humedad humidité umidità umidade aandeel bezettingsgraad udział obłożenie wilgotność doluluk' +
    ' доля загрузка заполняемость влажность'
  ).split(' '),
);
/** Rates that are shares of something; others, as of exchange or interest, know no limit. */
const shareRate =
  /(?:conversion|churn|bounce|click(?:[\s_-]?through)?|open|retention|response|fill|defect|scrap|attendance|unemployment|vacancy|return|cancel(?:l?ation)?)[\s_-]*rate|(?:^|[^a-z])(?:ctr|cvr)(?:[^a-z]|$)/i;
/** What ends a German word for a share: `Marktanteil`, `Stornoquote`. */
const shareEnding = /(?:anteil|.quote|auslastung|belegung|feuchte|feuchtigkeit|verfügbarkeit|auslastungsgrad)$/;
const easternShare = /占比|使用率|入住率|占有率|良率|合格率|百分|出勤率|転換率|稼働率/;

/** The limits of a column of shares, 0 to 100 or 0 to 1; null where it is none, or has values beyond. */
export function findLimits({ name, values, isPercent }: NumberColumn): Limits | null {
  const isShare =
    isPercent ||
    shareRate.test(name) ||
    /%/.test(name) ||
    nameWords(name).some((word) => shareWords.has(word) || shareEnding.test(word));
  if (!isShare && !easternShare.test(name)) return null;
  let largest = 0;
  for (const value of values) {
    if (value < 0 || value > 100) return null;
    if (value > largest) largest = value;
  }
  if (largest === 0) return null;
  return { low: 0, high: largest <= 1 && !isPercent ? 1 : 100 };
}

/** Fewer points that never fall may be growth; more are hardly ever anything but a count. */
const fewestNamed = 12;
const fewestPoints = 60;
const leastRising = 0.3;
/** A steady trend rises by nearly the same from point to point: the spread of what comes on, over its mean. */
const leastUneven = 0.2;
/** What counts from nothing begins with what came on before its first point; a price that only rises begins far above what it rises by. */
const mostRisesBefore = 3;
/** What says in a name that the amounts of a column are those up to each date. */
export const countWords =
  /cumul|kumul|running|ytd|to.date|acumul|laufende summe|gesamtstand|z(?:ä|ae)hlerstand|meter.?reading|odometer|kilometerstand|累计|累計|累積|누적|накопл|нараста|narasta|toplam birik|jahresbeginn|年初/i;

/** Totals of what happened so far, of which a long series that never falls is not the number of each period, however slowly it rises. */
const totalWords =
  /(?:^|[^a-z])total[\s_-]*(?:confirmed|cases|deaths|tests|vaccinations|boosters|doses|recovered|recoveries|downloads|installs|signups|registrations)(?:[^a-z]|$)/i;
const fewestRises = 12;

/**
 * Whether a series counts up: it never falls, mostly rises, and, where its name does not say so, from nothing and by amounts that differ,
 * as those of no steady trend do. What is a level by its name counts nothing.
 *
 * @param y NaN where there is no value
 */
export function isCumulative(name: string, y: Float64Array): boolean {
  let first = Number.NaN;
  let last = Number.NaN;
  let known = 0;
  let rises = 0;
  let sum = 0;
  let squares = 0;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    if (value < last) return false;
    if (known === 0) first = value;
    else {
      const rise = value - last;
      if (rise > 0) rises++;
      sum += rise;
      squares += rise * rise;
    }
    last = value;
    known++;
  }
  if (totalWords.test(name) && known >= fewestPoints && rises >= fewestRises) return true;
  if (rises <= known * leastRising) return false;
  if (countWords.test(name)) return known >= fewestNamed;
  if (known < fewestPoints || isLevel(name)) return false;
  const mean = sum / (known - 1);
  if (Math.abs(first) > mostRisesBefore * mean) return false;
  return squares / (known - 1) - mean * mean >= (leastUneven * mean) ** 2;
}
