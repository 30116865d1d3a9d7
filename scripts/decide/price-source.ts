/** What `decide -- elasticity` needs of the app: the reader of series besides decisions, so a bundle of its own. */
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import {
  type Elasticity,
  type Estimate,
  estimateElasticity,
  shrinkToGroup,
} from '../../src/decisions/price/elasticity.ts';
import { readSeries } from '../../src/score/read-series.ts';
import type { Series } from '../../src/series/series.ts';
import { sayFileProblem } from '../score/say-problem.ts';
import { sayDecisionProblem } from './say-problem.ts';

export { sayDecisionProblem };

type Options = {
  price: string;
  promotion: string | null;
  seasonLength: number;
  leastSpread: number | undefined;
  columns: Parameters<typeof readSeries>[2];
};

function columnOf(series: Series, name: string): Float64Array | null {
  const found = series.covariates?.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return found ? found.values.slice(0, series.y.length) : null;
}

const round = ({ value, low, high }: Estimate) => [value, low, high].map((each) => Number(each.toFixed(3)));

function quantiles(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.1, 0.5, 0.9].map((share) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(3)),
  );
}

/** Elasticities of all items of a file with what they come to together; a sentence where there are none. */
export async function findElasticities(
  path: string,
  { price, promotion, seasonLength, leastSpread, columns }: Options,
) {
  const read = await readSeries(await openAsBlob(path), basename(path), { ...columns, withCovariates: true });
  if (!read.ok) return sayFileProblem(path, read.problem);
  const refused: { [code: string]: number } = {};
  const estimated: Elasticity[] = [];
  for (const series of read.value.series) {
    const prices = columnOf(series, price);
    const promoted = promotion === null ? null : columnOf(series, promotion);
    if (!prices || (promotion !== null && !promoted)) {
      const names = [
        ...new Set(read.value.series.flatMap(({ covariates = [] }) => covariates.map(({ name }) => name))),
      ];
      return `There is no column "${prices ? promotion : price}" beside the target. There are: ${names.join(', ')}.`;
    }
    const history = { units: series.y, price: prices, ...(promoted && { promoted }), seasonLength };
    const found = estimateElasticity(history, leastSpread);
    if (found.ok) estimated.push(found.value);
    else refused[found.problem.code] = (refused[found.problem.code] ?? 0) + 1;
  }
  if (estimated.length === 0) return `No item tells of its price: ${JSON.stringify(refused)}.`;
  const group = shrinkToGroup(estimated.map(({ own }) => own));
  const checks = estimated.flatMap(({ check }) => check ?? []);
  const promotions = estimated.flatMap((each) => each.promotion ?? []);
  const cautions: { [name: string]: number } = {};
  for (const each of estimated) for (const name of each.cautions) cautions[name] = (cautions[name] ?? 0) + 1;
  return {
    items: estimated.length,
    refused,
    group: round(group.mean),
    spread: Number(group.spread.toFixed(3)),
    shrunk: quantiles(group.items.map(({ value }) => value)),
    alone: quantiles(estimated.map(({ own }) => own.value)),
    halfWidthAlone: quantiles(estimated.map(({ own }) => (own.high - own.low) / 2)),
    check: checks.length > 0 ? round(shrinkToGroup(checks).mean) : null,
    promotion:
      promotions.length > 0
        ? round(logged(shrinkToGroup(promotions.map((each) => ({ ...each, value: Math.log(each.value) }))).mean))
        : null,
    cautions,
  };
}

/** From logarithms back to factors. */
function logged({ value, low, high, error }: Estimate): Estimate {
  return { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high), error };
}
