/** Findings in words. */
import { saySpan, sayTime } from '../../../../i18n/dates.ts';
import { timeAt } from '../../../../series/calendar.ts';
import type { Step } from '../../../../series/step.ts';
import type { Break } from '../../../../statistics/unusual/describe-breaks.ts';
import type { Anomaly } from '../../../../statistics/unusual/find-unusual.ts';
import type { UnusualWords } from './words/unusual-words.ts';

/** Effects on the forecast smaller than this are told from none by nobody. */
const leastEffect = 0.005;

/** A date as a machine reads it: a day, with its time where the rhythm is finer; a row's number. */
export function dateCode(ms: number, { unit }: Step): string {
  if (unit === 'row') return String(ms);
  const iso = new Date(ms).toISOString();
  return unit === 'hour' || unit === 'minute' || unit === 'second' ? iso.slice(0, 16) : iso.slice(0, 10);
}

export function sayDates(words: UnusualWords, fromMs: number, toMs: number, step: Step): string {
  const from = sayTime(words, fromMs, step);
  return fromMs === toMs ? from : words.say('unusual.date.range', { from, to: sayTime(words, toMs, step) });
}

const round = (words: UnusualWords, value: number) => words.number(value, 3);

function signedPercent(words: UnusualWords, share: number): string {
  const digits = Math.abs(share) < 0.1 ? 1 : 0;
  const text = words.percent(Math.abs(share), digits);
  return `${share < 0 ? '−' : '+'}${text}`;
}

/** What lies there instead of what. */
export function sayAnomaly(words: UnusualWords, { kind, from, to, value, expected }: Anomaly, step: Step): string {
  const usual = round(words, expected);
  const span = saySpan(words, to - from + 1, step);
  switch (kind) {
    case 'value':
      return words.say('unusual.value', { value: words.number(value), usual });
    case 'episode':
      return words.say(value >= expected ? 'unusual.episode' : 'unusual.episode.low', {
        value: words.number(value),
        usual,
      });
    case 'code':
      return words.say('unusual.code', { value: words.number(value) });
    case 'stuck':
      return words.say('unusual.stuck', { value: words.number(value), span });
    case 'zeros':
      return words.say('unusual.nothing', { span, usual });
  }
}

export function sayBreak(words: UnusualWords, { kind, before, after }: Break): string {
  const params = { before: round(words, before), after: round(words, after) };
  switch (kind) {
    case 'level':
      if (before <= 0 || after <= 0) return words.say('unusual.level.plain', params);
      return words.say('unusual.level', { ...params, change: signedPercent(words, after / before - 1) });
    case 'trend':
      return words.say(after > before ? 'unusual.trend.up' : 'unusual.trend.down');
    case 'variance': {
      const times = words.number(Math.max(before, after) / Math.max(Number.MIN_VALUE, Math.min(before, after)), 2);
      return words.say(after > before ? 'unusual.wilder' : 'unusual.calmer', { times });
    }
  }
}

/** Since when, and between which dates that may lie. */
export function saySince(words: UnusualWords, fromMs: number, toMs: number, atMs: number, step: Step): string {
  const since = words.say('unusual.since', { at: sayTime(words, atMs, step) });
  if (fromMs === toMs) return since;
  const range = { from: sayTime(words, fromMs, step), to: sayTime(words, toMs, step) };
  return `${since} (${words.say('unusual.since.between', range)})`;
}

export function saySize(words: UnusualWords, deviate: number | null): string {
  if (deviate === null) return words.say('unusual.size.fault');
  return words.say(deviate < 6 ? 'unusual.size.some' : deviate < 12 ? 'unusual.size.much' : 'unusual.size.wild');
}

export function sayEffect(words: UnusualWords, effect: number): string {
  if (Math.abs(effect) < leastEffect) return words.say('unusual.effect.none');
  return words.say('unusual.effect', { change: signedPercent(words, effect) });
}

/** When a point of a series is. */
export function timesOf(series: { firstMs: number; step: Step }) {
  return (at: number) => timeAt(series.firstMs, series.step, at);
}
