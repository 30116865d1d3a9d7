/**
 * The network that was trained ahead as an ONNX graph, with all that it reads of a history inside (forecasters/pretrained/read-history.ts):
 * raw values in, raw values out. Length of the history, season and horizon are fixed when the file is written.
 */
import { quantileLevels } from '../../forecasters/forecaster.ts';
import type { NamedTensor } from '../../forecasters/trained-network.ts';
import { Graph, type Value } from './graph.ts';
import { dense, gelu, norm, spreadQuantiles, Weights } from './layers.ts';

/** As `readHistory` has them. */
const lastValues = 48;
const lastMeans = 12;
const lastAdjusted = 12;
const sameCycles = 5;
const besideCycles = [
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
] as const;
const longerCycles = 2;
const leastFigure = 1e-8;
const sureStrength = 0.64;
/** Of the test for a season (statistics/seasonality-test.ts), and of what rounding leaves of a variance. */
const seasonLimit = 1.645;
const roundingShare = 1e-14;

export type PretrainedRequest = {
  shape: { blocks: number; code: number; decoderBlocks: number };
  tensors: readonly NamedTensor[];
  /** How many of the last values are read. */
  historySteps: number;
  /** 1 where there is no season. */
  seasonLength: number;
  /** The season over it, such as the year over the week; null where there is none. */
  longerSeason: number | null;
  horizonSteps: number;
  /** How much further than the network says quantiles lie from the median. */
  widening: number;
  isFloored: boolean;
  about: string;
  metadata: Readonly<Record<string, string>>;
};

/** Numbers of each history, [N, k] in double precision, and what is made of them. */
class Columns {
  readonly graph: Graph;
  constructor(graph: Graph) {
    this.graph = graph;
  }

  both(operator: string, one: Value, other: Value | number): Value {
    return this.graph.apply(operator, [one, typeof other === 'number' ? this.graph.double(other) : other]);
  }

  part(value: Value, from: number, to: number): Value {
    return this.graph.slice(value, 1, from, to);
  }

  mean(value: Value): Value {
    return this.graph.apply('ReduceMean', [value], { axes: [1], keepdims: 1 });
  }

  least(value: Value): Value {
    return this.graph.apply('ReduceMin', [value], { axes: [1], keepdims: 1 });
  }

  sum(value: Value): Value {
    return this.graph.apply('ReduceSum', [value, this.graph.ints([1])], { keepdims: 1 });
  }

  one(operator: string, value: Value): Value {
    return this.graph.apply(operator, [value]);
  }

  where(condition: Value, then: Value | number, otherwise: Value | number): Value {
    const given = [then, otherwise].map((each) => (typeof each === 'number' ? this.graph.double(each) : each));
    return this.graph.apply('Where', [condition, ...given]);
  }

  number(condition: Value): Value {
    return this.graph.apply('Cast', [condition], { to: 11 });
  }

  join(...values: Value[]): Value {
    return this.graph.apply('Concat', values, { axis: 1 });
  }

  pick(value: Value, places: readonly number[]): Value {
    return this.graph.apply('Gather', [value, this.graph.ints(places)], { axis: 1 });
  }

  /** Zeros before and behind. */
  pad(value: Value, before: number, behind: number): Value {
    return this.graph.apply('Pad', [value, this.graph.ints([0, before, 0, behind])]);
  }

  /** The inverse hyperbolic sine, which runtimes have in single precision alone. */
  asinh(value: Value): Value {
    const size = this.one('Abs', value);
    const root = this.one('Sqrt', this.both('Add', this.both('Mul', size, size), 1));
    return this.both('Mul', this.one('Sign', value), this.one('Log', this.both('Add', size, root)));
  }

  sinh(value: Value): Value {
    const falling = this.one('Exp', this.one('Neg', value));
    return this.both('Div', this.both('Sub', this.one('Exp', value), falling), 2);
  }
}

type Season = { figures: { added: Value; times: Value } | null; isThere: Value; isSure: Value; strength: Value };

/** Truth values, [N, 1], that hold for none. */
function never(of: Columns, values: Value): Value {
  return of.both('Less', of.sum(of.one('Abs', values)), 0);
}

/** Whether the autocorrelation at the lag of the season is more than chance. */
function testSeason(of: Columns, values: Value, length: number, season: number): Value {
  const centre = of.mean(values);
  const away = of.both('Sub', values, centre);
  const covariance = (lag: number) =>
    of.sum(of.both('Mul', of.part(away, lag, length), of.part(away, 0, length - lag)));
  const variance = covariance(0);
  const trace = of.both('Mul', centre, roundingShare);
  const isVaried = of.both('Greater', variance, of.both('Mul', of.both('Mul', trace, trace), length));
  const unit = of.where(isVaried, variance, 1);
  const lags = of.join(...Array.from({ length: season }, (_, lag) => covariance(lag + 1)));
  const correlations = of.where(isVaried, of.both('Div', lags, unit), 0);
  const shorter = of.part(correlations, 0, season - 1);
  const squares = of.sum(of.both('Mul', shorter, shorter));
  const deviation = of.one('Sqrt', of.both('Div', of.both('Add', of.both('Mul', squares, 2), 1), length));
  const own = of.one('Abs', of.part(correlations, season - 1, season));
  return of.both('Greater', own, of.both('Mul', deviation, seasonLimit));
}

/** The season of a history by classical decomposition, over the history and the horizon, and how sure it is. */
function findSeason(
  of: Columns,
  values: Value,
  isPositive: Value,
  { historySteps: length, seasonLength: season, horizonSteps }: PretrainedRequest,
): Season {
  const { graph } = of;
  const half = season >> 1;
  const counts = Array.from({ length: season }, () => 0);
  for (let at = half; at < length - half; at += 1) counts[at % season] = (counts[at % season] ?? 0) + 1;
  if (season < 2 || length < 2 * season || counts.includes(0)) {
    const none = never(of, values);
    return { figures: null, isThere: none, isSure: none, strength: of.number(none) };
  }
  const count = length - 2 * half;
  const before = graph.apply('CumSum', [values, graph.ints([1])], { exclusive: 1 });
  const inner = of.both('Sub', of.part(before, 2 * half, length), of.part(before, 1, count + 1));
  const ends = of.both('Add', of.part(values, 0, count), of.part(values, 2 * half, length));
  const whole = of.both('Add', inner, of.both('Mul', ends, season % 2 === 0 ? 0.5 : 1));
  const trend = of.both('Div', whole, season);
  const middle = of.part(values, half, length - half);
  const padded = Math.ceil(length / season) * season;
  const byPlace = (each: Value) => {
    const rows = graph.reshape(of.pad(each, half, padded - half - count), [-1, padded / season, season]);
    const sums = graph.apply('ReduceSum', [rows, graph.ints([1])], { keepdims: 0 });
    return of.both('Div', sums, graph.doubles('counts', [1, season], counts));
  };
  const added = byPlace(of.both('Sub', middle, trend));
  const ratio = of.both('Div', middle, of.where(of.both('Greater', trend, 0), trend, 1));
  const times = byPlace(ratio);
  const over = (figure: Value) => {
    const repeats = Math.ceil((length + horizonSteps) / season);
    return of.part(graph.apply('Tile', [figure, graph.ints([1, repeats])]), 0, length + horizonSteps);
  };
  const timesCentred = of.both('Div', times, of.mean(times));
  const figures = { added: over(of.both('Sub', added, of.mean(added))), times: over(timesCentred) };
  const isRight = of.both('Greater', of.least(timesCentred), leastFigure);
  const isThere = graph.apply('Or', [of.one('Not', isPositive), isRight]);

  const [now, last] = [of.part(values, season, length), of.part(values, season - 1, length - 1)];
  const at = (figure: Value) => of.part(figure, season, length);
  const earlier = (figure: Value) => of.part(figure, season - 1, length - 1);
  const expected = of.where(
    isPositive,
    of.both('Mul', last, of.both('Sub', of.both('Div', at(figures.times), earlier(figures.times)), 1)),
    of.both('Sub', at(figures.added), earlier(figures.added)),
  );
  const change = of.both('Sub', now, last);
  const left = of.both('Sub', change, expected);
  const [all, rest] = [change, left].map((each) => of.sum(of.both('Mul', each, each))) as [Value, Value];
  const isChanging = of.both('Greater', all, 0);
  const share = of.both('Sub', of.both('Div', rest, of.where(isChanging, all, 1)), 1);
  const explained = of.both('Max', of.one('Neg', share), 0);
  const strength = of.where(graph.apply('And', [isThere, isChanging]), explained, 0);
  const passes =
    length >= 3 * season ? testSeason(of, values, length, season) : of.both('Greater', strength, sureStrength);
  return { figures, isThere, isSure: graph.apply('And', [isThere, passes]), strength };
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

/** What the encoder and, for each step, the decoder read, and what brings their answer back. */
function readHistory(of: Columns, values: Value, request: PretrainedRequest) {
  const { graph } = of;
  const { historySteps: length, seasonLength: season, longerSeason, horizonSteps } = request;
  const level = of.mean(of.part(values, length - Math.min(length, Math.max(season, 4)), length));
  const lag = length > season ? season : 1;
  const from = Math.max(lag, length - Math.max(5 * lag, 60));
  const apart = of.both('Sub', of.part(values, from, length), of.part(values, from - lag, length - lag));
  const away = of.mean(of.one('Abs', of.both('Sub', values, level)));
  const scale = of.both('Max', of.mean(of.one('Abs', apart)), of.both('Mul', away, 0.02));
  const isLive = of.both('Greater', scale, 0);
  const per = of.where(isLive, of.both('Div', graph.double(1), of.where(isLive, scale, 1)), 0);
  const bend = (distance: Value) => of.asinh(of.both('Mul', distance, per));
  const read = (value: Value) => bend(of.both('Sub', value, level));

  const least = of.least(values);
  const isPositive = of.both('Greater', least, 0);
  const { figures, isThere, isSure, strength } = findSeason(of, values, isPositive, request);
  const nothing = of.both('Sub', least, least);
  /** The same for every history. */
  const same = (numbers: readonly number[]) =>
    of.both('Add', graph.doubles('same', [1, numbers.length], numbers), nothing);
  const isTimes = graph.apply('And', [isSure, isPositive]);
  const isAdded = graph.apply('And', [isSure, of.one('Not', isPositive)]);
  const times = figures ? of.where(isTimes, figures.times, 1) : same(range(0, length + horizonSteps).map(() => 1));
  const added = figures ? of.where(isAdded, figures.added, 0) : same(range(0, length + horizonSteps).map(() => 0));
  const inHistory = (value: Value) => of.part(value, 0, length);
  const ahead = (value: Value) => of.part(value, length, length + horizonSteps);
  const adjusted = of.both('Div', of.both('Sub', values, inHistory(added)), inHistory(times));
  const adjustedLast = of.part(adjusted, length - 1, length);
  const base = of.both('Add', of.both('Mul', adjustedLast, ahead(times)), ahead(added));

  /** The latest first, each with whether it is there. */
  const put = (given: Value, count: number, room: number) => {
    const shown = Math.min(count, room);
    const latest = read(
      of.pick(
        given,
        range(1, shown).map((back) => count - back),
      ),
    );
    return of.join(of.pad(latest, 0, room - shown), same(range(0, room).map((at) => (at < shown ? 1 : 0))));
  };
  const block = Math.max(season, 4);
  const blocks = Math.min(lastMeans, Math.floor(length / block));
  const rows = graph.reshape(of.part(values, length - blocks * block, length), [-1, Math.max(1, blocks), block]);
  const means = graph.apply('ReduceMean', [rows], { axes: [2], keepdims: 0 });

  const start = Math.max(1, length - 100);
  const steps = of.both('Sub', of.part(adjusted, start, length), of.part(adjusted, start - 1, length - 1));
  const stepCount = length - start;
  const squares = of.sum(of.both('Mul', steps, steps));
  const neighbours = of.sum(of.both('Mul', of.part(steps, 1, stepCount), of.part(steps, 0, stepCount - 1)));
  const isMoving = of.both('Greater', squares, 0);
  const correlation = of.where(isMoving, of.both('Div', neighbours, of.where(isMoving, squares, 1)), 0);
  const isWhole = of.least(of.number(of.both('Equal', of.one('Floor', values), values)));
  const leap = of.both('Mul', of.one('Abs', of.both('Sub', adjustedLast, level)), per);
  const encoder = of.join(
    put(values, length, lastValues),
    blocks > 0 ? put(means, blocks, lastMeans) : same(range(0, 2 * lastMeans).map(() => 0)),
    put(adjusted, length, lastAdjusted),
    same([Math.log(length) / 5, Math.min(5, length / season) / 5, Math.log(season) / 5, season === 1 ? 1 : 0]),
    strength,
    of.number(isSure),
    of.number(isPositive),
    of.both('Div', bend(level), 5),
    isWhole,
    of.mean(of.number(of.both('Equal', values, 0))),
    of.number(of.both('GreaterOrEqual', least, 0)),
    of.both('Div', read(least), 5),
    correlation,
    of.one('Log', of.both('Add', leap, 1)),
  );

  // What is not there is picked from behind the last value, where a zero lies.
  const known = of.pad(read(values), 0, 1);
  const places = range(1, horizonSteps).map((step) => {
    const at = length - 1 + step - Math.ceil(step / season) * season;
    const cycles = range(0, sameCycles).map((cycle) => at - cycle * season);
    const beside = besideCycles.map(([cycle, shift]) => (season > 2 ? at + shift - cycle * season : -1));
    const longer = range(0, longerCycles).map((cycle) =>
      longerSeason === null ? -1 : length - 1 + step - (Math.ceil(step / longerSeason) + cycle) * longerSeason,
    );
    return [...cycles, ...beside, ...longer];
  });
  const isKnown = (place: number) => place >= 0 && place < length;
  const found = of.pick(
    known,
    places.flat().map((place) => (isKnown(place) ? place : length)),
  );
  const perStep = (value: Value, width: number) => graph.reshape(value, [-1, horizonSteps, width]);
  const width = places[0]?.length ?? 0;
  const marks = same(places.flat().map((place) => (isKnown(place) ? 1 : 0)));
  const stacked = graph.apply(
    'Concat',
    [found, marks].map((each) => graph.reshape(each, [-1, horizonSteps, width, 1])),
    { axis: 3 },
  );
  const timesOver = figures && of.both('Mul', level, of.both('Sub', ahead(figures.times), 1));
  const figureAhead = figures && timesOver && of.where(isPositive, timesOver, ahead(figures.added));
  const seen = figureAhead ? of.where(isThere, bend(figureAhead), 0) : same(range(0, horizonSteps).map(() => 0));
  const rest = range(1, horizonSteps).flatMap((step) => {
    const phase = (2 * Math.PI * step) / season;
    return [
      Math.log(step) / 3,
      Math.min(4, step / season) / 4,
      Math.min(6, Math.ceil(step / season)) / 6,
      season > 1 ? Math.sin(phase) : 0,
      season > 1 ? Math.cos(phase) : 0,
      Math.min(4, step / length) / 4,
      Math.log(season) / 5,
    ];
  });
  const sure = of.both('Add', same(range(0, horizonSteps).map(() => 0)), of.number(isSure));
  const decoder = graph.apply(
    'Concat',
    [
      graph.reshape(stacked, [-1, horizonSteps, 2 * width]),
      perStep(read(base), 1),
      perStep(seen, 1),
      perStep(same(rest), rest.length / horizonSteps),
      perStep(sure, 1),
    ],
    { axis: 2 },
  );
  return { encoder, decoder, decoderSize: 2 * width + 3 + rest.length / horizonSteps, base, scale, isLive };
}

/**
 * It reads `values`, double [N, history], the last values of each series as they are in the file, and gives `forecast`, double
 * [N, horizon], and `quantiles`, double [N, horizon, levels].
 */
export function writePretrainedOnnx(request: PretrainedRequest): Uint8Array<ArrayBuffer> {
  const { shape, tensors, historySteps, horizonSteps, widening, isFloored, about, metadata } = request;
  const graph = new Graph();
  const of = new Columns(graph);
  const weights = new Weights(tensors);
  const values = graph.input('values', 'double', ['N', historySteps]);
  const reading = readHistory(of, values, request);
  const single = (value: Value) => graph.apply('Cast', [value], { to: 1 });
  const blocks = (name: string, count: number, first: Value) => {
    let state = first;
    for (let at = 0; at < count; at += 1) {
      const own = `${name}${at}`;
      const risen = gelu(graph, dense(graph, weights, `${own}.up`, norm(graph, weights, `${own}.norm`, state)));
      state = graph.apply('Add', [state, dense(graph, weights, `${own}.down`, risen)]);
    }
    return state;
  };
  const encoded = blocks('encoder', shape.blocks, gelu(graph, dense(graph, weights, 'read', single(reading.encoder))));
  const code = dense(graph, weights, 'code', norm(graph, weights, 'code.norm', encoded));
  const none = graph.floats('none', [1, horizonSteps, shape.code], new Float32Array(horizonSteps * shape.code));
  const codes = graph.apply('Add', [graph.reshape(code, [-1, 1, shape.code]), none]);
  const decoder = single(reading.decoder);
  const width = shape.code + reading.decoderSize;
  const joined = graph.reshape(graph.apply('Concat', [codes, decoder], { axis: 2 }), [-1, width]);
  const decoded = blocks('decoder', shape.decoderBlocks, gelu(graph, dense(graph, weights, 'join', joined)));
  const bent = dense(graph, weights, 'head', norm(graph, weights, 'head.norm', decoded));
  const straight = dense(graph, weights, 'straight', graph.reshape(decoder, [-1, reading.decoderSize]));
  const levels = quantileLevels.length;
  const raw = graph.reshape(graph.apply('Add', [bent, straight]), [-1, horizonSteps, levels]);
  const said = of.sinh(graph.apply('Cast', [spreadQuantiles(graph, raw)], { to: 11 }));
  const deep = (value: Value, steps: number) => graph.reshape(value, [-1, steps, 1]);
  const placed = of.both('Add', of.both('Mul', said, deep(reading.scale, 1)), deep(reading.base, horizonSteps));
  const middle = (levels - 1) / 2;
  const points = graph.slice(placed, 2, middle, middle + 1);
  const wide = of.both('Add', of.both('Mul', of.both('Sub', placed, points), widening), points);
  const last = deep(of.part(values, historySteps - 1, historySteps), 1);
  const whole = graph.apply('Where', [deep(reading.isLive, 1), wide, last]);
  const floored = isFloored ? of.both('Max', whole, 0) : whole;
  const forecast = graph.apply('Squeeze', [graph.slice(floored, 2, middle, middle + 1), graph.ints([2])]);
  graph.output('forecast', forecast, 'double', ['N', horizonSteps]);
  graph.output('quantiles', floored, 'double', ['N', horizonSteps, levels]);
  return graph.finish('pretrained', about, metadata);
}
