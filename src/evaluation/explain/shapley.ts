/**
 * What each of several players does to a value, alone and together with the others (Shapley 1953): exactly where they are few, else
 * by permutations drawn in pairs, one the reverse of the other (Castro, Gomez and Tejada 2009; Mitchell, Cooper, Frank and Holmes 2022).
 */
import { createRandom } from '../../base/random.ts';

/** The values of coalitions, each a number whose bit `i` says whether player `i` is in it. */
export type ValuesOf = (coalitions: readonly number[]) => ArrayLike<number> | Promise<ArrayLike<number>>;

export type Shapley = {
  /** [players] their sum is `end - start` */
  values: Float64Array;
  /** [players] standard errors of sampling; 0 where it is exact */
  errors: Float64Array;
  /** The value with nobody, and with all. */
  start: number;
  end: number;
  /** How many coalitions were valued. */
  coalitions: number;
};

export type ShapleyOptions = {
  /** Most players for which all coalitions are valued. */
  mostExact?: number;
  /** Pairs of permutations that are drawn where they are more. */
  pairs?: number;
  seed?: number;
};

/** More would not fit a bit mask, nor a chart. */
const mostPlayers = 24;

/**
 * @param players how many there are, `mostPlayers` at most
 * @throws {RangeError} where there are more
 */
export async function findShapley(
  players: number,
  valuesOf: ValuesOf,
  { mostExact = 8, pairs = 32, seed = 1 }: ShapleyOptions = {},
): Promise<Shapley> {
  if (players > mostPlayers) throw new RangeError(`${players} players; at most ${mostPlayers}`);
  return players <= mostExact ? findExact(players, valuesOf) : sample(players, valuesOf, pairs, seed);
}

async function findExact(players: number, valuesOf: ValuesOf): Promise<Shapley> {
  const count = 2 ** players;
  const value = await valuesOf(Array.from({ length: count }, (_, mask) => mask));
  const weights = weightsOfSizes(players);
  const values = new Float64Array(players);
  for (let mask = 0; mask < count; mask += 1) {
    const weight = weights[countBits(mask)];
    for (let player = 0; player < players; player += 1) {
      if ((mask >> player) & 1) continue;
      values[player] += weight * (value[mask | (1 << player)] - value[mask]);
    }
  }
  return {
    values,
    errors: new Float64Array(players),
    start: value[0],
    end: value[count - 1],
    coalitions: count,
  };
}

/** [size] the share of the orders in which just such a coalition of that size stands before a player: size! (n - size - 1)! / n! */
function weightsOfSizes(players: number): Float64Array {
  const weights = new Float64Array(players);
  let choose = 1;
  for (let size = 0; size < players; size += 1) {
    weights[size] = 1 / (players * choose);
    choose = (choose * (players - 1 - size)) / (size + 1);
  }
  return weights;
}

function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

function drawOrder(players: number, random: () => number): number[] {
  const order = Array.from({ length: players }, (_, player) => player);
  for (let last = players - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

async function sample(players: number, valuesOf: ValuesOf, pairs: number, seed: number): Promise<Shapley> {
  const random = createRandom(seed);
  const orders = Array.from({ length: pairs }, () => drawOrder(players, random));
  const places = new Map<number, number>();
  const coalitions: number[] = [];
  const placeOf = (mask: number) => {
    const known = places.get(mask) ?? coalitions.push(mask) - 1;
    places.set(mask, known);
    return known;
  };
  const walks = orders.map((order) => [order, [...order].reverse()].map((each) => walkOf(each, placeOf)));
  const value = await valuesOf(coalitions);
  const sums = new Float64Array(players);
  const squares = new Float64Array(players);
  for (const [pair, order] of orders.entries()) {
    const own = new Float64Array(players);
    for (const [way, walk] of walks[pair].entries()) {
      const each = way === 0 ? order : [...order].reverse();
      for (const [at, player] of each.entries()) own[player] += (value[walk[at + 1]] - value[walk[at]]) / 2;
    }
    for (let player = 0; player < players; player += 1) {
      sums[player] += own[player];
      squares[player] += own[player] ** 2;
    }
  }
  const values = sums.map((sum) => sum / pairs);
  const errors = squares.map((square, player) =>
    Math.sqrt(Math.max(0, square / pairs - values[player] ** 2) / Math.max(1, pairs - 1)),
  );
  const all = 2 ** players - 1;
  return { values, errors, start: value[placeOf(0)], end: value[placeOf(all)], coalitions: coalitions.length };
}

/** Places of the coalitions that grow player by player. */
function walkOf(order: readonly number[], placeOf: (mask: number) => number): number[] {
  let mask = 0;
  const walk = [placeOf(0)];
  for (const player of order) {
    mask |= 1 << player;
    walk.push(placeOf(mask));
  }
  return walk;
}
