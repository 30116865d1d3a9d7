/** What a series is like in words, and what that means for a forecast. */
import { dayMs } from '../../../../base/civil.ts';
import { formatDate, saySpan } from '../../../../i18n/dates.ts';
import { fixedStepMs, timeAt } from '../../../../series/calendar.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { fitLine, meanOf, varianceOf } from '../../../../statistics/moments.ts';
import type { Nature } from '../../nature/describe-nature.ts';
import type { NatureWords } from './words/nature-words.ts';

const yearDays = 365.25;
/** Waves of the calendar in days. */
const calendarWaves = [
  ['year', yearDays],
  ['half-year', yearDays / 2],
  ['quarter', yearDays / 4],
  ['month', yearDays / 12],
  ['week', 7],
  ['half-week', 3.5],
  ['third-week', 7 / 3],
  ['day', 1],
  ['half-day', 0.5],
  ['third-day', 1 / 3],
] as const;
/** How far a wave may be from one of the calendar to be called by its name. */
const nameReach = 0.04;

function daysOfStep({ unit, every }: SeriesOutline['step']): number | null {
  const fixed = fixedStepMs({ unit, every });
  if (fixed !== null) return fixed / dayMs;
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : unit === 'year' ? 12 : null;
  return months === null ? null : (months * every * yearDays) / 12;
}

/** A wave by its name in the calendar, or by its length in the file's own steps. */
export function sayWave(words: NatureWords, { step }: SeriesOutline, period: number): string {
  const days = step.unit === 'row' ? null : daysOfStep(step);
  if (days !== null) {
    for (const [name, length] of calendarWaves) {
      if (Math.abs(period * days - length) <= nameReach * length) return words.say(`nature.wave.${name}`);
    }
  }
  if (Math.abs(period - Math.round(period)) < 0.05 && step.unit !== 'row')
    return saySpan(words, Math.round(period), step);
  return words.say('nature.wave.steps', { steps: words.number(period, 2) });
}

/** A place of the season: a weekday, a month, an hour, or its number. */
export function sayPlace(
  words: NatureWords,
  { step, firstMs }: SeriesOutline,
  season: number,
  at: number,
  isShort = false,
): string {
  const ms = timeAt(firstMs, step, at);
  const { unit } = step;
  if (unit === 'month' && season === 12) return formatDate(words.language, ms, { month: isShort ? 'narrow' : 'long' });
  if (unit === 'day' && season === 7) return formatDate(words.language, ms, { weekday: isShort ? 'short' : 'long' });
  if (unit === 'hour' && season === 24) return formatDate(words.language, ms, { hour: 'numeric', hourCycle: 'h23' });
  if (unit === 'quarter' && season === 4) return `Q${Math.floor(new Date(ms).getUTCMonth() / 3) + 1}`;
  return words.number((at % season) + 1);
}

export function sayStationarity(words: NatureWords, { stationarity }: Nature): { said: string; tests: string } | null {
  if (!stationarity) return null;
  const { kind, adf, kpss } = stationarity;
  const fixed = (value: number) => words.fixed(value, 2);
  const tests = {
    adf: fixed(adf.statistic),
    adfLimit: fixed(adf.limit),
    kpss: fixed(kpss.statistic),
    kpssLimit: fixed(kpss.limit),
  };
  return { said: words.say(`nature.${kind}`), tests: words.say('nature.tests', tests) };
}

export function sayParts(words: NatureWords, { step }: SeriesOutline, nature: Nature): string {
  const { trendStrength, seasonStrengths, seasons } = nature;
  const each = seasons.map((season, index) =>
    words.say('nature.parts.and', { span: saySpan(words, season, step), share: words.percent(seasonStrengths[index]) }),
  );
  const strongest = Math.max(0, ...seasonStrengths);
  const meaning = seasons.length === 0 ? 'none' : strongest > 0.6 ? 'strong' : strongest > 0.3 ? 'some' : 'weak';
  return words.sentences([
    words.say('nature.parts.say', { trend: words.percent(trendStrength), seasons: each.join('') }),
    words.say(`nature.parts.${meaning}`),
  ]);
}

export function saySeason(words: NatureWords, series: SeriesOutline, { cycles, first }: Nature): string {
  if (!cycles) return '';
  const { length, from, values, means } = cycles;
  const [high, low] = [Math.max(...means), Math.min(...means)];
  const placeOf = (value: number) => sayPlace(words, series, length, first + from + means.indexOf(value));
  // About their own means, so that a trend does not count as a season that moves.
  const centre = meanOf(means);
  let [apart, all] = [0, 0];
  for (const cycle of values) {
    const own = meanOf(cycle);
    for (let place = 0; place < length; place += 1) {
      apart += (cycle[place] - own - means[place] + centre) ** 2;
      all += (means[place] - centre) ** 2;
    }
  }
  return words.sentences([
    words.say('nature.season.say', { high: placeOf(high), low: placeOf(low) }),
    words.say(apart < 0.5 * all ? 'nature.season.steady' : 'nature.season.moving'),
  ]);
}

export function sayPlaces(words: NatureWords, { cycles }: Nature): string {
  if (!cycles) return '';
  const slopes = Float64Array.from(
    cycles.means,
    (_, place) => fitLine(cycles.values.map((cycle) => cycle[place])).slope,
  );
  const differ = Math.sqrt(varianceOf(slopes)) * cycles.values.length;
  const spread = Math.sqrt(varianceOf(cycles.means));
  return words.sentences([
    words.say('nature.places.say'),
    words.say(differ > 0.5 * spread ? 'nature.places.rising' : 'nature.places.alike'),
  ]);
}

export function sayMemory(words: NatureWords, { correlations, bound, seasons }: Nature): string {
  const beyond = correlations.subarray(1).filter((value) => Math.abs(value) > bound).length;
  const [last, seasonal] = [correlations[1], correlations[seasons[0] ?? 0] ?? 0];
  const kind = seasons.length > 0 && seasonal > Math.max(0.3, last) ? 'season' : last > 0.5 ? 'strong' : 'weak';
  return words.sentences([
    words.say('nature.memory.say', { lags: correlations.length - 1, count: beyond }),
    words.say(`nature.memory.${kind}`),
  ]);
}

export function sayWaves(words: NatureWords, series: SeriesOutline, { spectrum: { peaks } }: Nature): string {
  if (peaks.length === 0) return words.say('nature.waves.none');
  const each = peaks
    .slice(0, 4)
    .map(({ period, share }) =>
      words.say('nature.waves.of', { name: sayWave(words, series, period), share: words.percent(share) }),
    );
  return words.sentences([words.say('nature.waves.say', { waves: words.list(each) }), words.say('nature.waves.why')]);
}

export function sayValues(words: NatureWords, { distribution }: Nature): string {
  const { mean, median, zeros, skew } = distribution;
  return words.sentences([
    words.say('nature.values.say', { median: words.number(median), mean: words.number(mean) }),
    words.say(skew > 0.7 ? 'nature.values.skew' : skew < -0.7 ? 'nature.values.left' : 'nature.values.even'),
    ...(zeros > 0.2 ? [words.say('nature.values.zeros', { share: words.percent(zeros) })] : []),
  ]);
}
