/** An explanation in one sentence, and its numbers. */
import type { ExplainedForecast, ExplainedPart } from '../../../../evaluation/explain/explanation.ts';
import { saySpan } from '../../../../i18n/dates.ts';
import type { Numbers } from '../../../../i18n/number-words.ts';
import type { Measure } from '../../../../series/measure.ts';
import type { Step } from '../../../../series/step.ts';
import type { WhyWords } from '../words/why-words.ts';

/** Parts that are named, at most. */
const mostNamed = 4;
/** Of what it is compared with: a smaller part would round to nothing. */
const leastShare = 0.005;
/** Standard errors that a part has to be away from nothing to be named. */
const leastErrors = 2;

export type Explained = {
  explained: ExplainedForecast;
  measure: Measure;
  step: Step;
  /** Whether shares say nothing, as values lie on both sides of zero. */
  hasBelowZero: boolean;
};

/** Digits after the point for amounts of about this size. */
export function digitsOf(
  { start, total }: Pick<ExplainedForecast, 'start' | 'total'>,
  measure: Pick<Measure, 'isWhole' | 'isLevel'>,
): number {
  const size = Math.max(Math.abs(start), Math.abs(total));
  if (measure.isWhole && !measure.isLevel && size >= 100) return 0;
  return size > 0 ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(size)))) : 0;
}

/** A number with its sign. */
export function saySigned(words: Pick<Numbers, 'fixed'>, value: number, digits: number): string {
  const size = words.fixed(Math.abs(value), digits);
  const isNothing = Math.round(Math.abs(value) * 10 ** digits) === 0;
  return isNothing ? size : `${value > 0 ? '+' : '−'}${size}`;
}

/** The parts that are worth a word, the largest first: none that chance could have made. */
function partsToName({ start, parts }: ExplainedForecast, hasBelowZero: boolean, digits: number): ExplainedPart[] {
  const least = hasBelowZero ? 10 ** -digits / 2 : Math.abs(start) * leastShare;
  return parts
    .filter(({ value, error }) => Math.abs(value) >= least && Math.abs(value) >= leastErrors * error)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, mostNamed);
}

function sayPart(words: WhyWords, { part, names }: ExplainedPart, by: string): string {
  const isNamed = (part === 'other' || part === 'events') && names.length === 1;
  if (isNamed) return words.say('why.in.other', { by, name: names[0] });
  return words.say(part === 'other' ? 'why.in.others' : `why.in.${part}`, { by });
}

/** How much more or less it is than what it is compared with. */
function sayChange(words: WhyWords, { explained, measure, step, hasBelowZero }: Explained, digits: number): string {
  const { span, start, total } = explained;
  const change = hasBelowZero ? total - start : total / start - 1;
  const least = hasBelowZero ? 10 ** -digits / 2 : leastShare;
  const turn = Math.abs(change) < least ? 'same' : change > 0 ? 'more' : 'less';
  const by = hasBelowZero ? words.fixed(Math.abs(change), digits) : words.percent(Math.abs(change));
  const kind = measure.isLevel ? 'level' : 'amount';
  const { kind: against, steps } = span ?? { kind: 'before', steps: 1 };
  return words.say(`answer.${kind}.${against}.${turn}`, { by, span: saySpan(words, steps, step) });
}

/** Whole numbers that add up to the rounded sum: those that lose most by it are rounded the other way. */
export function roundTogether(values: readonly number[]): number[] {
  const wanted = Math.round(values.reduce((sum, value) => sum + value, 0));
  const rounded = values.map((value) => Math.floor(value));
  const short = wanted - rounded.reduce((sum, value) => sum + value, 0);
  const byLoss = [...values.keys()].sort((a, b) => values[b] - rounded[b] - (values[a] - rounded[a]));
  for (const at of byLoss.slice(0, short)) rounded[at] += 1;
  return rounded;
}

function beginLarge(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** 12% more than at the same time last year: +8 promotion, +5 season, −1 trend. Points of what it is compared with, or amounts. */
export function sayWhy(words: WhyWords, of: Explained): string {
  const { explained, hasBelowZero } = of;
  const { span, start } = explained;
  const isShare = !hasBelowZero && start > 0;
  if (!span || !(isShare || hasBelowZero)) return words.say('why.sentence.alone');
  const digits = digitsOf(explained, of.measure);
  const change = beginLarge(sayChange(words, of, digits));
  const named = partsToName(explained, hasBelowZero, digits);
  if (named.length === 0) return words.say('why.sentence.even', { change });
  const points = roundTogether(named.map(({ value }) => (100 * value) / start));
  const said = named.map((one, at) => {
    const by = isShare ? saySigned(words, points[at], 0) : saySigned(words, one.value, digits);
    return sayPart(words, one, by);
  });
  const parts = said.join(words.language === 'zh-CN' ? '，' : ', ');
  return words.say(isShare ? 'why.sentence' : 'why.sentence.amounts', { change, parts });
}
