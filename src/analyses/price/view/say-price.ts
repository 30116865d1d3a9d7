/** What goes with prices, in words and numbers. */
import { sayMoney } from '../../../i18n/money.ts';
import type { ElasticityProblem, Estimate, JudgedItem } from '../jobs/job.ts';
import type { PriceWords } from './words/price-words.ts';

/** Share by which fewer are sold at a price that is so much higher. */
const fewerAt = (elasticity: number, dearer = 0.1) => 1 - (1 + dearer) ** elasticity;

export type Band = { value: number; low: number; high: number };

/** Shares fewer, the smallest first. */
export function fewerBand({ value, low, high }: Estimate): Band {
  return { value: fewerAt(value), low: fewerAt(high), high: fewerAt(low) };
}

export const sayElasticity = ({ fixed }: PriceWords, value: number) => fixed(value, 2);

/** A price to the cent. */
export function sayPrice({ fixed }: PriceWords, value: number, currency: string): string {
  if (!Number.isFinite(value)) return '–';
  const text = fixed(value, 2);
  if (currency === '') return text;
  return currency === '€' ? `${text} €` : `${currency}${text}`;
}

export function sayUnits({ number }: PriceWords, value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 20 ? number(Math.round(value)) : number(value, 2);
}

/** Money with its sign. */
export function sayGain(words: PriceWords, value: number, currency: string): string {
  const rounded = Number(value.toPrecision(3));
  return `${rounded > 0 ? '+' : ''}${sayMoney(words, rounded, currency)}`;
}

/** What a step of the file is. */
export function sayPer({ say }: PriceWords, stepDays: number): string {
  if (Math.abs(stepDays - 1) < 0.6) return say('price.per.day');
  if (Math.abs(stepDays - 7) < 0.6) return say('price.per.week');
  if (stepDays > 27 && stepDays < 32) return say('price.per.month');
  return say('price.per.step');
}

export function sayRefusal({ say, percent }: PriceWords, problem: ElasticityProblem): string {
  if (problem.code === 'too-few-values') return say('price.refused.too-few-values', problem);
  if (problem.code === 'often-zero') return say('price.refused.often-zero', { share: percent(problem.share) });
  return say(`price.refused.${problem.code}`);
}

/** In a few words what is not known of the item by itself; empty where it speaks for itself. */
export function sayNote(words: PriceWords, { own, problem, isByOthers }: JudgedItem): string {
  if (own && isByOthers) return words.say('price.told-by-others');
  return problem ? sayRefusal(words, problem) : '';
}
