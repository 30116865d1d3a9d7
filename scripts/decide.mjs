/**
 * Stock decisions with the app's own code: `npm run -s decide -- COMMAND [options] [--json]`.
 *
 *   eoq          --demand D --fixed K --holding H               the economic order quantity
 *   backorders   --demand D --fixed K --holding H --shortage P  the same where demand can wait
 *   discounts    --demand D --fixed K --rate I --from 0,200,500 --prices 500,475,450 [--incremental]
 *   newsvendor   --holding H --shortage P and a demand          one order for one season
 *   base-stock   --holding H --shortage P --lead L and a demand of one step: the level to fill up to at each step
 *   rq           --mean D --deviation S --holding H --shortage P --fixed K --lead L [--eil]; without --deviation Poisson, exactly
 *   ss           --mean D --holding H --shortage P --fixed K [--lead L]; Poisson, exactly; with --deviation the power approximation
 *   learn        --mean D --holding H --shortage P --lead L [--fixed K] [--life N --expired E] [--seed N]: a policy learnt for sales that are
 *                lost and goods that expire, beside the best (s, S) and, where it can be found, the optimum
 *   learn-levels --mean D --holding H --shortage P --fixed K [--seed N]: (s, S) learnt from draws, beside the exact one
 *   replay       --input SALES.csv [--lead L] [--review R] [--fills 0.9,0.95] [--steps N] [--season S] [--time COLUMN] [--id COLUMN,COLUMN]
 *                [--target COLUMN] [--waits]: policies replayed on the end of every series of a file, one line a target
 *   elasticity   --input SALES.csv --price COLUMN [--promotion COLUMN] [--season S] [--least-spread 0.01] [--time, --id, --target as above]: what goes with the
 *                price in the past of every item, and what they come to together
 *   spread       --items N [--fill 0.95]: the same money better spread over so many made-up items, and the processor's time of it
 *   order        --input ITEMS.csv [--fill 0.95 | --cycle 0.95]  what to order of each item today
 *
 * A demand is --mean D --deviation S (normal), --mean D (Poisson), or --sample 3,0,4,1. Times are in one unit throughout. ITEMS.csv has
 * a line an item: demand (what was asked for in past steps, separated by spaces) and any of item, on_hand, on_order, backorders,
 * lead_time, review, pack, minimum, batch, shelf_life, price, cost.
 *
 * What is wrong with the call is one line on stderr and exit code 2.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleSource } from './source.mjs';
import { readOptions, requireFile, runPlainly, UsageError } from './usage.mjs';

/** @typedef {typeof import('./decide/source.ts')} Source */
/** @typedef {{ [name: string]: string | boolean | undefined }} Flags */
/** @typedef {{ ok: true, value: unknown } | { ok: false, problem: Parameters<Source['sayDecisionProblem']>[0] }} Outcome */
/**
 * @typedef {object} Command
 * @property {string[]} needed
 * @property {string[]} [optional]
 * @property {'source' | 'replay-source' | 'price-source'} [entry] what of scripts/decide it runs
 * @property {(source: any, flags: Flags) => Outcome | Promise<Outcome>} run
 */

/** @param {Flags} flags @param {string} name */
function numberOf(flags, name) {
  const text = flags[name];
  const number = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
  if (Number.isNaN(number)) throw new UsageError(`--${name} must be a number, not "${text ?? ''}".`);
  return number;
}

/** @param {Flags} flags @param {string} name */
function wholeOf(flags, name) {
  const number = numberOf(flags, name);
  if (!Number.isInteger(number) || number < 0)
    throw new UsageError(`--${name} must be a whole number, not "${flags[name]}".`);
  return number;
}

/** @param {Flags} flags @param {string} name */
function listOf(flags, name) {
  return String(flags[name])
    .split(',')
    .map((part) => numberOf({ [name]: part }, name));
}

/** @param {Flags} flags @param {string[]} names */
const numbersOf = (flags, names) => Object.fromEntries(names.map((name) => [name, numberOf(flags, name)]));

/**
 * @param {Source} source @param {Flags} flags
 * @param {number} steps over how many steps it is summed, each by itself
 */
function demandOf(source, flags, steps = 1) {
  if (flags.sample !== undefined) {
    if (steps !== 1) throw new UsageError('--sample is of the whole time already: leave --lead away.');
    return source.createSampleDemand(Float64Array.from(listOf(flags, 'sample')));
  }
  if (flags.mean === undefined)
    throw new UsageError('A demand is needed: --mean, --mean and --deviation, or --sample.');
  const mean = numberOf(flags, 'mean') * steps;
  if (mean < 0) throw new UsageError('--mean must not be below 0.');
  if (flags.deviation === undefined) return source.createPoissonDemand(mean);
  const deviation = numberOf(flags, 'deviation') * Math.sqrt(steps);
  if (deviation < 0) throw new UsageError('--deviation must not be below 0.');
  return source.createNormalDemand(mean, deviation);
}

/** @param {Flags} flags columns that are named; the rest is guessed as the page guesses it */
function columnsOf(flags) {
  return {
    ...(flags.time !== undefined && { time: String(flags.time) }),
    ...(flags.id !== undefined && { ids: String(flags.id).split(',') }),
    ...(flags.target !== undefined && { targets: [String(flags.target)] }),
  };
}

const demandFlags = ['mean', 'deviation', 'sample'];
const even = ['demand', 'fixed', 'holding'];

/** @type {{ [name: string]: Command }} */
const commands = {
  eoq: {
    needed: even,
    run: (/** @type {Source} */ source, flags) =>
      source.findEconomicOrder(/** @type {Parameters<Source['findEconomicOrder']>[0]} */ (numbersOf(flags, even))),
  },
  backorders: {
    needed: [...even, 'shortage'],
    run: (/** @type {Source} */ source, flags) =>
      source.findOrderWithBackorders(
        /** @type {Parameters<Source['findOrderWithBackorders']>[0]} */ (numbersOf(flags, [...even, 'shortage'])),
      ),
  },
  discounts: {
    needed: ['demand', 'fixed', 'rate', 'from', 'prices'],
    optional: ['incremental'],
    run(/** @type {Source} */ source, flags) {
      const from = listOf(flags, 'from');
      const prices = listOf(flags, 'prices');
      if (from.length !== prices.length) throw new UsageError('--from and --prices must be lists of the same length.');
      return source.findDiscountedOrder({
        demand: numberOf(flags, 'demand'),
        fixed: numberOf(flags, 'fixed'),
        holdingRate: numberOf(flags, 'rate'),
        discounts: from.map((start, at) => ({ from: start, price: prices[at] })),
        kind: flags.incremental ? 'incremental' : 'all-units',
      });
    },
  },
  newsvendor: {
    needed: ['holding', 'shortage'],
    optional: demandFlags,
    run: (/** @type {Source} */ source, flags) =>
      source.findNewsvendor(demandOf(source, flags), {
        holding: numberOf(flags, 'holding'),
        shortage: numberOf(flags, 'shortage'),
      }),
  },
  'base-stock': {
    needed: ['holding', 'shortage', 'lead'],
    optional: demandFlags,
    run(/** @type {Source} */ source, flags) {
      const lead = numberOf(flags, 'lead');
      if (lead < 0) throw new UsageError('--lead must not be below 0.');
      return source.findNewsvendor(demandOf(source, flags, lead + 1), {
        holding: numberOf(flags, 'holding'),
        shortage: numberOf(flags, 'shortage'),
      });
    },
  },
  rq: {
    needed: ['mean', 'holding', 'shortage', 'fixed', 'lead'],
    optional: ['deviation', 'eil'],
    run(/** @type {Source} */ source, flags) {
      const costs = {
        mean: numberOf(flags, 'mean'),
        holding: numberOf(flags, 'holding'),
        shortage: numberOf(flags, 'shortage'),
        fixed: numberOf(flags, 'fixed'),
        leadTime: numberOf(flags, 'lead'),
      };
      if (flags.deviation === undefined) return source.findReorderForPoisson(costs);
      const find = flags.eil ? source.findReorderByLevel : source.findReorderByLoss;
      return find({ ...costs, deviation: numberOf(flags, 'deviation') });
    },
  },
  ss: {
    needed: ['mean', 'holding', 'shortage', 'fixed'],
    optional: ['lead', 'deviation'],
    run(/** @type {Source} */ source, flags) {
      const leadTime = flags.lead === undefined ? 0 : numberOf(flags, 'lead');
      if (!Number.isInteger(leadTime) || leadTime < 0)
        throw new UsageError('--lead must be a whole number of reviews.');
      const mean = numberOf(flags, 'mean');
      const costs = {
        holding: numberOf(flags, 'holding'),
        shortage: numberOf(flags, 'shortage'),
        fixed: numberOf(flags, 'fixed'),
        leadTime,
      };
      if (flags.deviation !== undefined) {
        return source.approximateOrderUpTo({ ...costs, mean, deviation: numberOf(flags, 'deviation') });
      }
      if (!(mean > 0)) throw new UsageError('--mean must be above 0.');
      return source.findOrderUpTo({ ...costs, chances: source.listPoisson(mean) });
    },
  },
  learn: {
    needed: ['mean', 'holding', 'shortage', 'lead'],
    optional: ['fixed', 'life', 'expired', 'seed'],
    run(/** @type {Source} */ source, flags) {
      /** @param {string} name @param {number} otherwise */
      const orElse = (name, otherwise) => (flags[name] === undefined ? otherwise : numberOf(flags, name));
      const system = {
        leadTime: wholeOf(flags, 'lead'),
        lifetime: flags.life === undefined ? null : wholeOf(flags, 'life'),
        holding: numberOf(flags, 'holding'),
        shortage: numberOf(flags, 'shortage'),
        fixed: orElse('fixed', 0),
        expired: orElse('expired', 0),
      };
      return source.learnForPoisson(system, numberOf(flags, 'mean'), orElse('seed', 1));
    },
  },
  'learn-levels': {
    needed: ['mean', 'holding', 'shortage', 'fixed'],
    optional: ['seed'],
    run(/** @type {Source} */ source, flags) {
      const costs = {
        holding: numberOf(flags, 'holding'),
        shortage: numberOf(flags, 'shortage'),
        fixed: numberOf(flags, 'fixed'),
      };
      return source.learnLevelsForPoisson(
        costs,
        numberOf(flags, 'mean'),
        flags.seed === undefined ? 1 : wholeOf(flags, 'seed'),
      );
    },
  },
  replay: {
    entry: 'replay-source',
    needed: ['input'],
    optional: ['lead', 'review', 'fills', 'steps', 'season', 'time', 'id', 'target', 'waits'],
    async run(/** @type {typeof import('./decide/replay-source.ts')} */ source, flags) {
      const path = await requireFile(String(flags.input), 'replay needs --input SALES.csv.');
      /** @param {string} name @param {number} otherwise */
      const orElse = (name, otherwise) => (flags[name] === undefined ? otherwise : wholeOf(flags, name));
      const replayed = await source.replayFile(path, {
        leadTime: orElse('lead', 2),
        review: Math.max(1, orElse('review', 1)),
        steps: orElse('steps', 52),
        seasonLength: orElse('season', 52),
        unmet: flags.waits ? 'waits' : 'lost',
        fills: flags.fills === undefined ? [0.95] : listOf(flags, 'fills'),
        columns: columnsOf(flags),
      });
      if (typeof replayed === 'string') throw new UsageError(replayed);
      return { ok: true, value: replayed };
    },
  },
  elasticity: {
    entry: 'price-source',
    needed: ['input', 'price'],
    optional: ['promotion', 'season', 'least-spread', 'time', 'id', 'target'],
    async run(/** @type {typeof import('./decide/price-source.ts')} */ source, flags) {
      const path = await requireFile(String(flags.input), 'elasticity needs --input SALES.csv.');
      const found = await source.findElasticities(path, {
        price: String(flags.price),
        promotion: flags.promotion === undefined ? null : String(flags.promotion),
        seasonLength: flags.season === undefined ? 52 : wholeOf(flags, 'season'),
        leastSpread: flags['least-spread'] === undefined ? undefined : numberOf(flags, 'least-spread'),
        columns: columnsOf(flags),
      });
      if (typeof found === 'string') throw new UsageError(found);
      return { ok: true, value: found };
    },
  },
  spread: {
    needed: ['items'],
    optional: ['fill'],
    run: (/** @type {Source} */ source, flags) =>
      source.spreadSimulated(
        Math.max(1, wholeOf(flags, 'items')),
        flags.fill === undefined ? 0.95 : numberOf(flags, 'fill'),
      ),
  },
  order: {
    needed: ['input'],
    optional: ['fill', 'cycle'],
    async run(/** @type {Source} */ source, flags) {
      const path = await requireFile(String(flags.input), 'order needs --input ITEMS.csv.');
      if (flags.fill !== undefined && flags.cycle !== undefined) throw new UsageError('Either --fill or --cycle.');
      const kind = flags.cycle === undefined ? 'fill' : 'cycle';
      const share = flags[kind] === undefined ? 0.95 : numberOf(flags, kind);
      const items = await source.readItems(path, { kind, share });
      if (typeof items === 'string') throw new UsageError(items);
      const value = items.map((line) => {
        const decision = source.orderFromHistory(line);
        return decision.ok
          ? { item: line.item, ...decision.value }
          : { item: line.item, refused: source.sayDecisionProblem(decision.problem) };
      });
      return { ok: true, value };
    },
  },
};

/** The comment at the head of this file. */
function help() {
  const text = readFileSync(fileURLToPath(import.meta.url), 'utf8');
  return text
    .slice(text.indexOf('/**') + 3, text.indexOf('*/'))
    .split('\n')
    .map((line) => line.replace(/^ \*( |$)/, ''))
    .join('\n')
    .trim();
}

/** @param {unknown} value */
function sayValue(value) {
  if (typeof value === 'number') return String(Number(value.toPrecision(10)));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** @param {unknown} value */
function sayOutcome(value) {
  const rows = Array.isArray(value) ? value : [value];
  return rows
    .map((row) =>
      Object.entries(row)
        .map(([name, each]) => `${name}: ${sayValue(each)}`)
        .join(Array.isArray(value) ? ', ' : '\n'),
    )
    .join('\n');
}

const switches = ['incremental', 'waits', 'eil', 'json', 'help'];

await runPlainly(async () => {
  const named = Object.values(commands).flatMap(({ needed, optional = [] }) => [...needed, ...optional]);
  const { values, positionals } = readOptions(
    Object.fromEntries(
      [...new Set([...named, ...switches])].map((name) => [
        name,
        { type: /** @type {'boolean' | 'string'} */ (switches.includes(name) ? 'boolean' : 'string') },
      ]),
    ),
  );
  const flags = /** @type {Flags} */ (values);
  if (flags.help) {
    console.log(help());
    return;
  }
  const [name, extra] = positionals;
  const names = Object.keys(commands).join(', ');
  if (name === undefined) throw new UsageError(`What is to be decided? There are: ${names}. --help says more.`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`There is no "${name}". There are: ${names}.`);
  if (extra !== undefined) throw new UsageError(`What is "${extra}"? Values go behind their options.`);
  const { needed, optional = [], entry = 'source', run } = command;
  const missing = needed.filter((option) => flags[option] === undefined);
  if (missing.length > 0) throw new UsageError(`${name} needs ${missing.map((option) => `--${option}`).join(', ')}.`);
  const foreign = Object.keys(flags).find((option) => ![...needed, ...optional, 'json'].includes(option));
  if (foreign) {
    const known = [...needed, ...optional].map((option) => `--${option}`).join(', ');
    throw new UsageError(`${name} takes no --${foreign}. It takes: ${known}, --json.`);
  }
  const bundle = await bundleSource(`scripts/decide/${entry}.ts`);
  try {
    const source = await import(bundle.url);
    const outcome = await run(source, flags);
    if (!outcome.ok) throw new UsageError(source.sayDecisionProblem(outcome.problem));
    console.log(flags.json ? JSON.stringify(outcome.value) : sayOutcome(outcome.value));
  } finally {
    await bundle.dispose();
  }
});
