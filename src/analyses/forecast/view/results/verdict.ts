/** What the results come down to, in sentences. */

import { judgeCoverage } from '../../../../evaluation/judge-coverage.ts';
import { cardOf, type MetricId } from '../../../../evaluation/metric-cards.ts';
import { rankResults, usableMetric } from '../../../../evaluation/ranking.ts';
import type { Doubt, Recommendation } from '../../../../evaluation/recommend-model.ts';
import { intervalLevels, type ModelResult } from '../../../../evaluation/results.ts';
import { originsOf } from '../../../../forecasters/backtest-settings.ts';
import { isNetwork, modelCards, trains } from '../../../../forecasters/model-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import { sayClosedDays, saySpan } from '../../../../i18n/dates.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { sayBeside } from '../../../../ui/reading/beside-words.ts';
import type { Work } from '../../state/run.ts';
import { baselineModel } from '../../state/settings-draft.ts';

export type Standing = 'baseline' | 'better' | 'same' | 'loses' | 'incomparable' | 'noise' | 'unknown';

/**
 * How a result stands to the baseline: better or worse only where the test tells them apart. Less than half a percent either way
 * counts as level.
 */
export function standingOf(result: ModelResult, { fromNaive }: Pick<Recommendation, 'fromNaive'>): Standing {
  const { model, maeRatioToNaive } = result;
  if (model === baselineModel) return 'baseline';
  if (maeRatioToNaive === null) return 'incomparable';
  const difference = fromNaive.get(result) ?? 'unknown';
  if (difference === 'noise') return 'noise';
  if (difference !== 'real') return 'unknown';
  if (Math.abs(maeRatioToNaive - 1) < 0.005) return 'same';
  return maeRatioToNaive < 1 ? 'better' : 'loses';
}

/** How a result stands to the baseline, in words; in a few under a heading that names it. */
export function sayStanding(
  words: Words,
  result: ModelResult,
  recommendation: Pick<Recommendation, 'fromNaive'>,
  length: 'full' | 'short' = 'full',
): string {
  const standing = standingOf(result, recommendation);
  if (standing === 'incomparable' && length === 'short') return words.say('results.incomparable.short');
  if (standing === 'same') return words.say(`results.same.${length}`);
  if (standing !== 'better' && standing !== 'loses') return words.say(`results.${standing}`);
  const share = Math.abs((result.maeRatioToNaive ?? 1) - 1);
  return words.say(`results.${standing}.${length}`, { percent: words.percent(share) });
}

/** Why too little can be told. */
function sayDoubt({ say }: Words, doubt: Doubt, points: number): string {
  return doubt === 'few-points' ? say('doubt.few-points', { count: points }) : say(`doubt.${doubt}`);
}

/** The verdict on a run: whose forecast is taken, what its test came to, and what it proves. */
export function sayVerdict(words: Words, recommendation: Recommendation, asked: MetricId, runs: number): string | null {
  const { say } = words;
  const { result, doubt, points, isBest, isBrought } = recommendation;
  const model = say(`model.${result.model}`);
  if (doubt)
    return say(isBrought ? 'results.brought-doubt' : 'results.too-little', {
      model,
      reason: sayDoubt(words, doubt, points),
    });
  if (result.metrics.mae === null) return null;
  const mae = words.number(result.metrics.mae);
  if (result.model === baselineModel) return say(runs > 1 ? 'results.best-naive' : 'results.only-naive', { mae });
  const standing = standingOf(result, recommendation);
  if (standing === 'noise' || standing === 'unknown')
    return say(isBrought ? 'results.brought-unproven' : 'results.taken-unproven', { model, mae });
  const params = { model, mae, comparison: sayStanding(words, result, recommendation) };
  if (!isBest) return say('results.taken', params);
  // Scaled or not, the mean absolute error is what the sentence itself speaks of.
  if (asked === 'mae' || asked === 'mase') return say('results.best', params);
  return say('results.best-by', { ...params, metric: say(`metric.${asked}`) });
}

/** More models than this are counted rather than named. */
const mostNamed = 3;

/** Whether the metric favours a forecast of nothing over one of the usual demand. */
function favoursZero({ zeroShare }: Pick<SeriesOutline, 'zeroShare'>, metric: MetricId): boolean {
  return cardOf(metric).favoursMedian && zeroShare > 0.5;
}

/** That a band held much less or more than it states, where chance would seldom have it. */
function sayBandRecord(words: Words, { result, points }: Pick<Recommendation, 'result' | 'points'>): string[] {
  const said = intervalLevels.flatMap((level) => {
    const share = result.metrics[`coverage${level}`];
    if (share === null) return [];
    const record = judgeCoverage(share, points, level / 100);
    if (record === 'as-stated') return [];
    return [words.say(`results.band-${record}`, { level: words.percent(level / 100), share: words.percent(share) })];
  });
  // What is said of one band tells enough of the other.
  return said.slice(0, 1);
}

/** What has to be said along with the verdict: a metric that misleads, bands that did not hold, others as good, networks that lose. */
export function sayCaveats(
  words: Words,
  results: readonly ModelResult[],
  recommendation: Recommendation,
  series: Pick<SeriesOutline, 'zeroShare'>,
  asked: MetricId,
): string[] {
  const { result: taken, doubt, differences } = recommendation;
  const metric = usableMetric(results, asked);
  const sentences: string[] = [];
  if (favoursZero(series, metric)) {
    sentences.push(words.say('results.favours-zero', { metric: words.say(`metric.${metric}`) }));
  }
  sentences.push(...sayBandRecord(words, recommendation));
  if (doubt) return sentences;
  const others = rankResults(results, metric).filter(({ model }) => model !== taken.model);
  const rivals = others.filter((other) => other.model !== baselineModel && differences.get(other) === 'noise');
  if (rivals.length > mostNamed) sentences.push(words.say('results.many-as-good', { count: rivals.length }));
  else if (rivals.length > 0) {
    const models = words.list(rivals.map(({ model }) => words.say(`model.${model}`)));
    sentences.push(words.say('results.as-good', { models }));
  }
  const network = others.find(({ model }) => isNetwork(model));
  const loses = network && differences.get(network) === 'real' && !isNetwork(taken.model);
  if (loses && network.metrics.mae !== null) {
    const params = { model: words.say(`model.${network.model}`), mae: words.number(network.metrics.mae) };
    sentences.push(words.say('results.network-loses', params));
  }
  return sentences;
}

/** What each combination is made of, and why. */
export function sayCombinations(words: Words, results: readonly ModelResult[]): string[] {
  const { say } = words;
  return results.flatMap(({ model, members, tried }) => {
    if (!members || members.length === 0) return [];
    const combination = say(`model.${model}`);
    const count = tried?.models.filter(({ error }) => error !== null).length ?? members.length;
    const nameOf = (name: string) => words.sayIfKnown(`model.${name}`) ?? name;
    const [first] = members;
    if (tried?.origins === 0 && first?.name === 'pretrained')
      return [say('results.leaves-to', { combination, model: nameOf(first.name) })];
    if (tried?.origins === 0) return [say('results.combines-untried', { combination, count: members.length })];
    if (first && members.length === 1) return [say('results.chose', { combination, model: nameOf(first.name), count })];
    return [say('results.combines', { combination, members: words.list(shares()), count })];

    function shares(): string[] {
      const named = members && members.length > mostNamed + 1 ? members.slice(0, mostNamed) : (members ?? []);
      const others = (members ?? []).slice(named.length);
      const share = words.percent(others.reduce((sum, { weight }) => sum + weight, 0));
      return [
        ...named.map(({ name, weight }) =>
          say('results.member', { share: words.percent(weight), model: nameOf(name) }),
        ),
        ...(others.length > 0 ? [say('results.other-members', { share, count: others.length })] : []),
      ];
    }
  });
}

/** How many of the judged points of the test part lay within the intervals set before it; null where none was measured. */
export function sayCoverage(words: Words, { model, metrics }: ModelResult, points: number): string | null {
  const { say, percent } = words;
  const held = intervalLevels.flatMap((level) => {
    const share = metrics[`coverage${level}`];
    return share === null ? [] : [say('results.held', { share: percent(share), level: percent(level / 100) })];
  });
  const [one, other] = held;
  if (one === undefined) return null;
  return say('results.coverage', {
    points: say('count.points', { count: points }),
    held: other === undefined ? one : say('results.held.both', { one, other }),
    model: say(`model.${model}`),
  });
}

/** What became of augmentation where that was left to a backtest. */
export function sayAugmentation(
  { say, number }: Words,
  { used, errors }: NonNullable<ModelResult['augmentation']>,
): string {
  if (!errors) return say('augmentation.untried');
  const params = { plain: number(errors.plain), augmented: number(errors.augmented) };
  return say(used ? 'augmentation.used' : 'augmentation.left-out', params);
}

/** Which models learned anew at each starting point of the test; nothing where there was one alone. */
function sayRefits({ say, list }: Words, all: readonly ModelResult[]): string[] {
  const results = all.filter(({ model }) => modelCards[model].family !== 'pretrained' || trains(model));
  if (results.every(({ test }) => test.length < 2)) return [];
  const anew = results.filter(({ refits }) => refits > 0).map(({ model }) => say(`model.${model}`));
  if (anew.length === 0) return [say('results.refits-none')];
  if (anew.length === results.length) return [say('results.refits-all')];
  return [say('results.refits-some', { models: list(anew) })];
}

/** The lengths and the seed behind the numbers; only networks have the last two. */
export function saySettings({ say }: Words, { horizonSteps, lookBackSteps, seed, models }: Settings): string {
  const trains = models.some((model) => isNetwork(model));
  if (!trains) return say('results.settings-plain', { horizon: horizonSteps });
  return say('results.settings', { horizon: horizonSteps, lookBack: lookBackSteps, seed: String(seed) });
}

/** What networks of several series learned from, and what became of tuning them to the one shown; nothing where there were none. */
export function sayPanelLearning(words: Words, results: readonly ModelResult[]): string[] {
  const { say, list } = words;
  const shared = results.flatMap(({ model, panel }) => (panel ? [{ name: say(`model.${model}`), panel }] : []));
  const [first] = shared;
  if (!first) return [];
  const { series, windows, leftOut, embedded, tuning } = first.panel;
  const learned = say('results.panel', {
    series: say('count.series', { count: series }),
    windows: say('count.windows', { count: windows }),
  });
  const namesOf = (isTuned: boolean) =>
    shared.filter(({ panel }) => panel.tuning && panel.tuning.epochs > 0 === isTuned).map(({ name }) => name);
  const tuned = namesOf(true);
  const dropped = namesOf(false);
  return [
    learned,
    ...(embedded ? [say('results.panel-embedded')] : []),
    ...(leftOut > 0 ? [say('results.panel-left-out', { count: leftOut })] : []),
    ...(tuning && tuned.length > 0
      ? [say('results.tuned', { tuning: say(`setting.fineTuning.${tuning.kind}`), models: list(tuned) })]
      : []),
    ...(dropped.length > 0 ? [say('results.not-tuned', { models: list(dropped) })] : []),
  ];
}

/** What became of tuning weights that were trained ahead, before and after; nothing where none were to be. */
function sayTuning({ say, number }: Words, results: readonly ModelResult[]): string[] {
  return results.flatMap(({ model, tuning }) => {
    if (!tuning) return [];
    const names = { model: say(`model.${model}`), shipped: say('model.pretrained') };
    const { isKept, series, losses } = tuning;
    if (!losses) return [say('results.fine-tuned.untried', names)];
    const learned = { ...names, series: say('count.series', { count: series }) };
    const figures = { before: number(losses.before), after: number(losses.after) };
    return [say(isKept ? 'results.fine-tuned.kept' : 'results.fine-tuned.dropped', { ...learned, ...figures })];
  });
}

/** Which models read more than the values of the series, and what; nothing where none did. */
function sayCovariates(words: Words, results: readonly ModelResult[]): string[] {
  const { say, list } = words;
  const reading = results.flatMap(({ model, beside }) =>
    beside && beside !== 'left-out' ? [{ name: say(`model.${model}`), beside }] : [],
  );
  const without = results.flatMap(({ model, beside }) => (beside === 'left-out' ? [say(`model.${model}`)] : []));
  const left = without.length > 0 ? [say('results.beside.left-out', { models: list(without) })] : [];
  if (reading.length === 0) return left;
  // A column of texts is several covariates, and so is the calendar.
  const shorten = (names: readonly string[]) => [...new Set(names.map(nameColumn))];
  /** Models by the columns that they read. */
  const readers = new Map<string, string[]>();
  for (const { name, beside } of reading) {
    const names = { future: shorten(beside.future), past: shorten(beside.past), static: shorten(beside.static) };
    const columns = sayBeside(words, names) ?? '';
    readers.set(columns, [...(readers.get(columns) ?? []), name]);
  }
  const isAssumed = reading.some(({ beside }) => beside.future.some((name) => !/^(calendar|holidays): /.test(name)));
  return [
    ...[...readers].map(([columns, models]) => say('results.beside', { models: list(models), columns })),
    ...left,
    ...(isAssumed ? [say('results.beside.assumes')] : []),
  ];

  function nameColumn(name: string): string {
    const [column = name] = name.split(': ');
    return column === 'calendar' || column === 'holidays' ? say(`results.beside.${column}`) : column;
  }
}

/** What came of learning several targets together, for each network that tried. */
function sayTogether({ say, number, list }: Words, results: readonly ModelResult[]): string[] {
  return results.flatMap(({ model, together }) => {
    if (!together) return [];
    const { others, errors, isKept } = together;
    if (errors.together === null || errors.alone === null) return [];
    const told = {
      model: say(`model.${model}`),
      targets: list([...others]),
      together: number(errors.together),
      alone: number(errors.alone),
    };
    return [say(isKept ? 'results.together' : 'results.together-alone', told)];
  });
}

/** How the numbers came about: the test, and what the forecast was learned from. */
export function sayMethod(
  words: Words,
  { split, settings, results }: Work,
  { step, closedWeekdays }: Pick<SeriesOutline, 'step' | 'closedWeekdays'>,
): string[] {
  const { say } = words;
  const { windowSteps } = settings.backtest;
  const origins = originsOf(split, settings);
  const learned = results.filter(({ model }) => model !== baselineModel);
  const unfitted = learned.filter(({ refitted }) => !refitted).map(({ model }) => say(`model.${model}`));
  return [
    origins.length === 1
      ? say('results.how-once')
      : say('results.how', {
          origins: origins.length,
          step: saySpan(words, origins[1] - origins[0], step),
        }),
    ...sayRefits(words, learned),
    ...sayPanelLearning(words, learned),
    ...sayTogether(words, learned),
    ...sayTuning(words, learned),
    ...sayCovariates(words, learned),
    ...(closedWeekdays ? [sayClosedDays(words, closedWeekdays)] : []),
    ...(windowSteps === null ? [] : [say('results.window', { window: saySpan(words, windowSteps, step) })]),
    ...(unfitted.length < learned.length ? [say('results.refitted')] : []),
    ...(unfitted.length > 0 ? [say('results.not-refitted', { models: words.list(unfitted) })] : []),
  ];
}
