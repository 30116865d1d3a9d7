/** A forecast in one sentence and one number. */
import type { HorizonAnswer } from '../../../../evaluation/horizon-answer.ts';
import { missLines, originsForGood, type Shortcoming, type Trust } from '../../../../evaluation/trust.ts';
import { saySpan } from '../../../../i18n/dates.ts';
import type { Segment, Words } from '../../../../i18n/words.ts';
import type { Measure } from '../../../../series/measure.ts';
import type { Step } from '../../../../series/step.ts';
import type { EarlierSpan } from '../../../../series/year-steps.ts';

/** Digits after the point at which numbers as uncertain as this are worth giving: the second digit of the uncertainty, or whole. */
export function digitsFor(uncertainty: number, isWhole: boolean): number {
  if (!(uncertainty > 0)) return isWhole ? 0 : 2;
  const digits = 1 - Math.floor(Math.log10(uncertainty));
  return Math.min(isWhole ? 0 : 8, digits);
}

/** @param digits after the point; before it where negative */
function sayNumber(words: Words, value: number, digits: number): string {
  const unit = 10 ** -digits;
  const rounded = digits < 0 ? Math.round(value / unit) * unit : value;
  return words.fixed(rounded === 0 ? 0 : rounded, Math.max(0, digits));
}

const currencySigns = new Set(['$', '€', '£', '¥', '￥']);

/** A number with what it counts. */
function sayAmount(
  words: Words,
  value: number,
  { unit, isPercent }: Pick<Measure, 'unit' | 'isPercent'>,
  digits: number,
): string {
  const number = sayNumber(words, value, digits);
  if (isPercent) return `${number}%`;
  if (unit === null) return number;
  return currencySigns.has(unit) ? `${unit}${number}` : `${number} ${unit}`;
}

/** How much more or less than before: a share, or an amount where values lie about zero; null where there is nothing to compare with. */
export function changeOf(total: number, before: number, hasBelowZero: boolean): number | null {
  if (!Number.isFinite(before)) return null;
  if (hasBelowZero) return total - before;
  return before > 0 ? total / before - 1 : null;
}

/** Less than half a percent either way is as much. */
const levelShare = 0.005;

export type Answered = {
  answer: HorizonAnswer;
  measure: Measure;
  hasBelowZero: boolean;
  step: Step;
  horizonSteps: number;
  /** What it is compared with, and what that came to; null where there is nothing. */
  earlier: { span: EarlierSpan; value: number } | null;
  /** When the series ended, where its file goes on without it; null where what comes next is meant. */
  ended: string | null;
};

function digitsOf({ answer: { total, band }, measure: { isWhole, isLevel } }: Answered): number {
  const uncertainty = band ? (band.high - band.low) / 2 : Math.abs(total) / 100;
  return digitsFor(uncertainty, isWhole && !isLevel);
}

function sayChange(words: Words, answered: Answered): string | null {
  const { answer, earlier, hasBelowZero, measure, step } = answered;
  // Last year is not the year before one that has gone by.
  if (!earlier || answered.ended !== null) return null;
  const change = changeOf(answer.total, earlier.value, hasBelowZero);
  if (change === null) return null;
  const digits = digitsOf(answered);
  const isLevel = hasBelowZero ? Math.abs(change) < 10 ** -digits / 2 : Math.abs(change) < levelShare;
  const turn = isLevel ? 'same' : change > 0 ? 'more' : 'less';
  const size = Math.abs(change);
  const by = hasBelowZero ? sayAmount(words, size, measure, digits) : words.percent(size);
  const kind = measure.isLevel ? 'level' : 'amount';
  const span = saySpan(words, earlier.span.steps, step);
  return words.say(`answer.${kind}.${earlier.span.kind}.${turn}`, { by, span });
}

/** Next 13 weeks: 1,240 units (900 to 1,600), 6% more than at the same time last year. The number it is about is `value`. */
export function sayAnswer(words: Words, answered: Answered): Segment[] {
  const { answer, measure, step, horizonSteps, ended } = answered;
  const { say } = words;
  const digits = digitsOf(answered);
  const span = saySpan(words, horizonSteps, step);
  const value = sayAmount(words, answer.total, measure, digits);
  const head =
    ended === null
      ? words.segments(measure.isLevel ? 'answer.mean' : 'answer.sum', { span, value })
      : words.segments(measure.isLevel ? 'answer.mean.ended' : 'answer.sum.ended', { span, value, last: ended });
  const numberOf = (bound: number) => sayNumber(words, bound, digits);
  const { band } = answer;
  const change = sayChange(words, answered);
  const rest = [
    band ? say('answer.band', { low: numberOf(band.low), high: numberOf(band.high) }) : '',
    change ? say('answer.compared', { change }) : '',
    say('answer.end'),
  ];
  return [...head, { text: rest.join(''), param: null }];
}

/** How far a forecast is trusted, and what keeps it from more. */
export type Trusted = { trust: Trust; why: Shortcoming | null };

/** How far the test was off, and what that makes of the forecast. */
export function sayTrust(
  words: Words,
  { miss, mae }: { miss: number; mae: number },
  { trust, why }: Trusted,
  { measure, hasBelowZero }: Pick<Answered, 'measure' | 'hasBelowZero'>,
): string {
  const plain = words.say(`trust.${trust}`);
  const said = why ? words.say('trust.because', { trust: plain, why: words.say(`trust.why.${why}`) }) : plain;
  if (!Number.isFinite(miss)) return words.say('answer.miss-unknown', { trust: said });
  const size = hasBelowZero ? sayAmount(words, mae, measure, digitsFor(mae, false)) : words.miss(miss);
  return words.say('answer.miss', { miss: size, trust: said });
}

/** The rule behind it. */
export function sayTrustRule({ say, percent }: Words): string {
  const { good, poor } = missLines;
  return say('trust.rule', { good: percent(good), poor: percent(poor), origins: originsForGood });
}
