/** What is decided, in words and numbers. */
import { dayMs } from '../../../base/civil.ts';
import { formatDate, saySpan } from '../../../i18n/dates.ts';
import { timeAt } from '../../../series/calendar.ts';
import type { AllSeriesOffer } from '../../../session/offers.ts';
import { reasons } from '../jobs/job.ts';
import type { Orders } from '../state/orders.ts';
import type { StockWords } from './words/stock-words.ts';

/** Units: whole where all values of the item are. */
export function sayUnits({ number }: StockWords, value: number, isWhole: boolean): string {
  if (!Number.isFinite(value)) return '–';
  return isWhole || Math.abs(value) >= 100 ? number(Math.round(value) + 0) : number(value, 3);
}

export function sayDays({ number }: StockWords, days: number): string {
  return days >= 10 ? number(Math.round(days)) : number(days, 2);
}

/** The day that lies so many days after the first that is forecast. */
export function sayDay(words: StockWords, { endMs, step }: AllSeriesOffer, days: number): string | null {
  if (endMs === null || !step || step.unit === 'row') return null;
  const ms = timeAt(endMs, step, 1) + Math.floor(days) * dayMs;
  return formatDate(words.language, ms, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Why so much, in a sentence. */
export function sayReason(words: StockWords, orders: Orders, offer: AllSeriesOffer, number: number): string {
  const { say } = words;
  const problem = orders.problems.get(number);
  if (problem?.code === 'paths-too-short') return say('stock.problem.paths-too-short', { needed: problem.needed });
  if (problem) return say('stock.problem.other', { code: problem.code });
  const reason = reasons[orders.reason[number]];
  if (!reason) return '';
  const isWhole = offer.isWhole[number] === 1;
  const units = (value: number) => sayUnits(words, value, isWhole);
  // Each says some of these.
  return (say as (key: string, params: Record<string, string>) => string)(`stock.reason.${reason}`, {
    position: units(orders.position[number]),
    reorder: units(orders.reorder[number]),
    upTo: units(orders.upTo[number]),
    demand: units(orders.coverDemand[number]),
    safety: units(Math.max(0, orders.upTo[number] - orders.coverDemand[number])),
    lead: units(orders.leadDemand[number]),
  });
}

/** The horizon in words. */
export function sayHorizon(words: StockWords, { step, horizonSteps }: AllSeriesOffer): string {
  return step ? saySpan(words, horizonSteps, step) : String(horizonSteps);
}
