/** Which of the files that were brought can be averaged, and the round after them. */
import { averageWeights, describeShapes, digestOfWeights } from './average-weights.ts';
import { type Contribution, mostShops, type Round } from './round.ts';

/** Why a contribution is not counted. */
export type ContributionProblem =
  | { reason: 'other-training' | 'other-network' | 'other-weights' | 'too-many' }
  | { reason: 'other-round'; found: number; wanted: number }
  /** Under a label, or with weights, that are there already. */
  | { reason: 'twice'; label: string; first: string };

export type NamedContribution = { name: string; contribution: Contribution };
export type Gathered = {
  counted: readonly NamedContribution[];
  refused: readonly ({ name: string } & ContributionProblem)[];
};

const labelKey = (label: string) => label.normalize('NFKC').trim().toLocaleLowerCase('en');

/** One of those that are most among them by training, round and the weights they began with; the first where several are as many. */
function mostCommon(all: readonly NamedContribution[]): Contribution | null {
  const keyOf = ({ contribution: { plan, round, base } }: NamedContribution) => `${plan.id} ${round} ${base}`;
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return all.find((one) => counts.get(keyOf(one)) === most)?.contribution ?? null;
}

function problemOf(
  { contribution }: NamedContribution,
  wanted: Contribution,
  counted: readonly NamedContribution[],
): ContributionProblem | null {
  const { plan, round, base, shop, weights } = contribution;
  if (plan.id !== wanted.plan.id) return { reason: 'other-training' };
  if (round !== wanted.round) return { reason: 'other-round', found: round, wanted: wanted.round };
  const isSame =
    JSON.stringify(plan) === JSON.stringify(wanted.plan) && describeShapes(weights) === describeShapes(wanted.weights);
  if (!isSame) return { reason: 'other-network' };
  if (base !== wanted.base) return { reason: 'other-weights' };
  const digest = digestOfWeights(weights);
  const first = counted.find(
    ({ contribution: other }) =>
      labelKey(other.shop.label) === labelKey(shop.label) || digestOfWeights(other.weights) === digest,
  );
  if (first) return { reason: 'twice', label: shop.label, first: first.name };
  return counted.length < mostShops ? null : { reason: 'too-many' };
}

/** Sorts out contributions: those counted are of one round of one training, from the same weights, and each of another shop. */
export function gather(all: readonly NamedContribution[]): Gathered {
  const wanted = mostCommon(all);
  const counted: NamedContribution[] = [];
  const refused: ({ name: string } & ContributionProblem)[] = [];
  if (!wanted) return { counted, refused };
  for (const one of all) {
    const problem = problemOf(one, wanted, counted);
    if (problem) refused.push({ name: one.name, ...problem });
    else counted.push(one);
  }
  return { counted, refused };
}

/** Shops without which an average is the weights of the only one. */
export const leastShops = 2;

/** The round after these. @param contributions `leastShops` at least, as `gather` counts them */
export function nextRound(contributions: readonly Contribution[]): Round {
  if (contributions.length < leastShops) throw new Error('an average of one');
  const [{ plan, round }] = contributions;
  const weights = averageWeights(contributions.map((one) => ({ weights: one.weights, windows: one.shop.windows })));
  return { plan, round: round + 1, weights, shops: contributions.map(({ shop }) => shop) };
}
