import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelFailure, ModelResult } from '../../../evaluation/results.ts';
import { makeResult } from '../../../evaluation/testing/make-result.ts';
import { defaultModels, type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import { defaultSettings, type Settings } from '../../../forecasters/settings.ts';
import { describeSeries } from '../../../series/describe-series.ts';
import type { PanelChoice, PanelGuess, SeriesSummary } from '../../../series/panel.ts';
import { firstPieces } from '../../../series/pieces.ts';
import { outlineOf } from '../../../series/series-outline.ts';
import { noKeeper } from '../../../session/keeping/keeper.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { OfferShelf } from '../../../session/offers.ts';
import type { Sample } from '../../../session/samples.ts';
import { createSession, type SessionOptions } from '../../../session/session.ts';
import type { SessionSide } from '../../../session/session-side.ts';
import { whatRuns } from '../../../session/what-runs.ts';
import type { DateQuestion } from '../../../table/table.ts';
import type { WorkerLike } from '../../../worker/client.ts';
import { partsOf } from '../../../worker/panel-parts.ts';
import type {
  CallKind,
  Calls,
  JobRequest,
  PanelOverview,
  Reply,
  Request,
  TableProfile,
  TableSource,
  ToWorker,
} from '../../../worker/protocol.ts';
import { sessionSide as dataSide } from '../../data/state/session-side.ts';
import type { SeriesBrief, SeriesRequest } from '../inputs.ts';
import type { ForecastJob, ForecastNews, ForecastPart, ModelPart } from '../jobs/job.ts';
import type { ForecastState, ForecastStore } from './forecast-store.ts';
import { type ForecastRun, shownWork } from './run.ts';
import { inOrderOfMerit, noSearch, triedIn } from './search.ts';
import { type ForecastAnalysis, sessionSide } from './session-side.ts';
import { writeLink } from './share-link.ts';
import { noShops } from './shops.ts';
import { initialView } from './view.ts';

type WithoutId<Message> = Message extends { id: number } ? Omit<Message, 'id'> : never;
/** A reply before it is known which request it answers. */
type Unaddressed = WithoutId<Reply>;
type Answer = Calls[CallKind]['output'];
type Script = (request: Request, reply: (reply: Unaddressed) => void, worker: FakeWorker) => void;

/** A worker whose answers a test writes; it remembers what it was asked. */
class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  readonly heard: ToWorker[] = [];
  isTerminated = false;
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  postMessage(message: ToWorker): void {
    this.heard.push(message);
    if (message.kind === 'cancel') this.onCancel(message.id);
    else if (message.kind !== 'news' && message.kind !== 'ping')
      queueMicrotask(() => this.#script(message, (reply) => this.send(message.id, reply), this));
  }

  onCancel: (id: number) => void = () => {};

  send(id: number, reply: Unaddressed): void {
    this.onmessage?.call(this as never, { data: { ...reply, id } } as MessageEvent);
  }

  die(message: string): void {
    this.onerror?.call(this as never, { message } as ErrorEvent);
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

const column = { missing: 0, unreadable: 0, unreadableExamples: [] };
const profile: TableProfile = {
  name: 'sales.csv',
  bytes: 100,
  rowCount: 144,
  raggedRows: 0,
  dialect: { encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true },
  columns: [
    { ...column, name: 'month', kind: 'date' },
    { ...column, name: 'sales', kind: 'number' },
    { ...column, name: 'cost', kind: 'number' },
  ],
  guess: {
    shape: 'mixed',
    mainTarget: 1,
    timeColumn: 0,
    idColumns: [],
    targetColumns: [1],
    covariateColumns: [2],
  },
  notes: {
    mendedRows: 0,
    commentRows: 0,
    repeatedHeaders: 0,
    footerRows: 0,
    rowsBelow: 0,
    renamedColumns: [],
    isCut: false,
    periodColumns: 0,
    firstYear: null,
  },
  refusals: { forecast: null, 'all-series': null, stock: null, price: null, why: null, data: null },
};

/** The columns of one series, by the place of its values. */
function only(target: number): PanelChoice {
  return { timeColumn: 0, idColumns: [], targetColumns: [target], covariateColumns: [] };
}

function readingOf(length: number, uniqueId = 'sales'): SeriesBrief {
  const y = Float64Array.from({ length }, (_, index) => index);
  const filled = new Uint8Array(length);
  return {
    series: outlineOf({ uniqueId, step: { unit: 'month', every: 1 }, firstMs: 0, y, filled }),
    pieces: firstPieces({ y, filled }, {}),
    marks: {},
    repairs: [],
    seasons: [],
    measure: { isLevel: false, isWhole: true, unit: null, isPercent: false },
    facts: describeSeries(y),
  };
}

let lastInput = 100;
/** An input as the data worker prepares it. */
function inputOf(brief: SeriesBrief): Calls['prepare-input']['output'] {
  lastInput += 1;
  return { input: lastInput, brief };
}

const readTable = (output: TableProfile) => ({ table: 1, profile: output });

function resultOf(model: ModelId): ModelResult {
  return makeResult(model, { curve: { train: [1], validation: [1] }, forecast: new Float64Array(12) });
}

const split = { length: 144, trainEnd: 101, validationEnd: 115 };

const noTest = { from: 115, at: null, y: new Float64Array(29), filled: new Uint8Array(29) };

/** What comes of a model. */
function partOf(model: ModelId, failure: ModelFailure | null = null): ForecastPart {
  return { kind: 'model', split, tested: noTest, result: failure ? null : resultOf(model), failure };
}

function jobOf(request: Request): ForecastJob {
  return (request.input as JobRequest).job as ForecastJob;
}

const noRows = { rowsRead: 0, rowsUsed: 0, leftOut: [], sums: [] };

const answers: Partial<Record<CallKind, Answer>> = {
  'read-panel': { step: { unit: 'month', every: 1 }, series: [], refused: [], account: noRows },
  'read-table': readTable(profile),
  'start-backend': { backend: 'wasm', adapter: null, softwareAdapter: false, passedOver: [] },
};

function answerTo(request: Request): Answer {
  if (request.kind === 'prepare-input') return inputOf(readingOf(144));
  if (request.kind !== 'run-job') return answers[request.kind] ?? null;
  const job = jobOf(request);
  if (job.kind === 'survey') return { kind: 'survey', traits: { length: 115, demands: 114, isPositive: false } };
  return job.kind === 'model' ? partOf(job.model) : { kind: 'trial', error: 1 };
}

const obliging: Script = (request, reply) => reply({ type: 'done', output: answerTo(request) } as Unaddressed);

/** Obliging, but for the calls a test answers itself. */
function except(special: Partial<Record<CallKind, Script>>): Script {
  return (request, reply, worker) => (special[request.kind] ?? obliging)(request, reply, worker);
}

const sample: Sample = {
  id: 'air-passengers',
  file: 'air-passengers.csv',
  field: 'travel',
  rhythm: 'monthly',
  rows: 144,
  source: '',
  sourceUrl: '',
  licence: 'cc0',
};

function start({
  data = obliging,
  training = obliging,
  ...parts
}: { data?: Script; training?: Script } & Partial<SessionOptions> = {}) {
  const dataWorkers: FakeWorker[] = [];
  const trainingWorkers: FakeWorker[] = [];
  const history = createHistory();
  const session = createSession({
    startDataWorker: () => {
      const worker = new FakeWorker(data);
      dataWorkers.push(worker);
      return worker;
    },
    startTrainingWorker: () => {
      const worker = new FakeWorker(training);
      trainingWorkers.push(worker);
      return worker;
    },
    fetch: async () => new Response('month,sales\n'),
    preferences: { getItem: () => null, setItem: () => {} },
    browserLanguages: ['en'],
    askedBackend: null,
    fragment: '',
    trainingWorkers: 1,
    history,
    loadSide: async (id) => (id === 'forecast' ? sessionSide : dataSide),
    ...parts,
  });
  const forecast = () => (session.getState().states.forecast as ForecastAnalysis | undefined)?.store;
  /** What the page shows: what is being read or went wrong in front of the run. */
  function state() {
    const core = session.getState();
    const own = forecast()?.getState() ?? nothing;
    const { reading } = core;
    const run = own.run.state === 'none' ? { state: own.data ? ('ready' as const) : ('idle' as const) } : own.run;
    const shown = reading.state === 'settled' ? run : reading;
    return { ...core, ...(own as ReturnType<ForecastStore['getState']>), run: shown };
  }
  return { session, history, dataWorkers, trainingWorkers, state, forecast };
}

const nothing: ForecastState = {
  data: null,
  pieces: [],
  settings: null,
  settingsBefore: null,
  run: { state: 'none' },
  shownRun: null,
  earlierRun: null,
  targets: [],
  targetRuns: {},
  elsewhere: null,
  firstLook: null,
  search: noSearch,
  shops: noShops,
  view: initialView,
};

/** A browser's history, and ways to go back and forth in it. */
function createHistory() {
  const entries: number[] = [];
  let at = 0;
  let go: (entry: number) => void = () => {};
  return {
    push(entry: number) {
      at += 1;
      entries.splice(at, entries.length, entry);
    },
    replace(entry: number) {
      entries[at] = entry;
    },
    onGo(listener: typeof go) {
      go = listener;
    },
    move(by: number) {
      at += by;
      go(entries[at]);
    },
    entries,
  };
}

const source = { name: 'sales.csv', blob: new Blob(['x']) };
const other = { name: 'other.csv', blob: new Blob(['y']) };
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('opening data', () => {
  it('goes from idle by parsing to ready, with defaults for the rhythm', async () => {
    const { state } = start();
    expect(state().run.state).toBe('idle');
    const opening = state().openFile(source);
    expect(state().run).toMatchObject({ state: 'parsing', name: 'sales.csv', stage: 'table' });
    await opening;
    expect(state().run.state).toBe('ready');
    expect(state().data?.series.uniqueId).toBe('sales');
    expect(state().settings).toMatchObject({ horizonSteps: 12, lookBackSteps: 24, seed: 1 });
  });

  it('shows how far the reading is', async () => {
    const seen: unknown[] = [];
    const progress = { bytesRead: 5, bytesTotal: 10, rows: 3 };
    const { session, state } = start({
      data: except({
        'read-table': (request, reply, worker) => {
          reply({ type: 'progress', progress });
          obliging(request, reply, worker);
        },
      }),
    });
    session.subscribe(({ reading }) => reading.state === 'parsing' && seen.push(reading.progress));
    await state().openFile(source);
    expect(seen).toContainEqual(progress);
  });

  it('starts the backend while the file is read, and asks for the one in the address', async () => {
    const { state, trainingWorkers } = start({ askedBackend: 'webgpu' });
    void state().openFile(source);
    expect(state().run.state).toBe('parsing');
    await settle();
    expect(trainingWorkers[0]?.heard[0]).toMatchObject({ kind: 'start-backend', input: { backend: 'webgpu' } });
    expect(state().backend).toMatchObject({ state: 'chosen', choice: { backend: 'wasm' } });
  });

  it('keeps the data shown when another file fails, and goes back to it', async () => {
    const { state } = start({
      data: except({
        'read-table': (request, reply, worker) =>
          (request.input as typeof source).name === 'other.csv'
            ? reply({ type: 'failed', problem: { code: 'empty-file', params: { name: 'other.csv' } } })
            : obliging(request, reply, worker),
      }),
    });
    await state().openFile(source);
    const { data, settings } = state();
    await state().openFile(other);
    expect(state().run).toMatchObject({ state: 'failed', problem: { code: 'empty-file' } });
    expect(state().data).toBe(data);
    state().dismiss();
    expect(state().run.state).toBe('ready');
    expect(state().settings).toBe(settings);
  });

  it('keeps the results shown when another file fails', async () => {
    const { state } = start({
      data: except({
        'read-table': (request, reply, worker) =>
          (request.input as typeof source).name === 'other.csv'
            ? reply({ type: 'failed', problem: { code: 'empty-file', params: { name: 'other.csv' } } })
            : obliging(request, reply, worker),
      }),
    });
    await state().openFile(source);
    await state().startForecast();
    await state().openFile(other);
    state().dismiss();
    expect(state().run.state).toBe('done');
  });

  it('lets other columns be chosen when the guessed ones give no series', async () => {
    const { state } = start({
      data: except({
        'prepare-input': (request, reply, worker) =>
          ((request.input as Calls['prepare-input']['input']).request as SeriesRequest).choice.targetColumns[0] === 1
            ? reply({ type: 'failed', problem: { code: 'constant-series', params: { column: 'sales', value: 3 } } })
            : obliging(request, reply, worker),
      }),
    });
    await state().openFile(source);
    expect(state().data).toBeNull();
    expect(state().run).toMatchObject({ state: 'failed', candidate: { choice: { targetColumns: [1] } } });
    await state().chooseColumns(only(2));
    expect(state().run.state).toBe('ready');
    expect(state().data?.choice.targetColumns).toEqual([2]);
  });

  it('reads other columns of the file shown after another could not be read', async () => {
    const { state, dataWorkers } = start({
      data: except({
        'read-table': (request, reply, worker) =>
          (request.input as typeof source).name === 'other.csv'
            ? reply({ type: 'failed', problem: { code: 'empty-file', params: { name: 'other.csv' } } })
            : obliging(request, reply, worker),
      }),
    });
    await state().openFile(source);
    await state().openFile(other);
    await state().chooseColumns(only(2));
    expect(state().run.state).toBe('ready');
    // A file that could not be read has not taken its place.
    const opened = ['read-table', 'prepare-input', 'read-panel'];
    const asked = [...opened, 'read-table', 'connect', 'prepare-input', 'read-panel', 'release-inputs'];
    expect(dataWorkers[0]?.heard.map(({ kind }) => kind)).toEqual(asked);
  });

  it('reads the file again as the user says, and keeps the question so that the answer can be changed', async () => {
    const offer = { format: '', example: '03/04/2024', exampleMs: 0 };
    const question: DateQuestion = {
      code: 'date-order',
      column: profile.columns[0]?.name ?? '',
      readings: [
        { ...offer, order: 'mdy' },
        { ...offer, order: 'dmy' },
      ],
    };
    const [month, ...others] = profile.columns;
    const asking = { ...profile, columns: [{ ...month, question }, ...others] };
    const { state, dataWorkers } = start({
      data: except({
        'read-table': (request, reply) =>
          reply({
            type: 'done',
            output: readTable(request.kind === 'read-table' && request.input.choices ? profile : asking),
          } as Unaddressed),
      }),
    });
    await state().openFile(source);
    await state().chooseColumns(only(2));
    state().changeSetting('horizonSteps', 7);
    await state().readColumnAs('month', { dateOrder: 'dmy' });
    expect(state().run.state).toBe('ready');
    expect(state().data?.choice.targetColumns).toEqual([2]);
    expect(state().settings?.horizonSteps).toBe(7);
    expect(state().data?.profile.columns[0]?.question).toEqual(question);
    await state().readColumnAs('month', { dateOrder: 'mdy' });
    const orders = dataWorkers[0]?.heard.flatMap((message) =>
      message.kind === 'read-table' && 'input' in message ? [message.input.choices?.columns?.month?.dateOrder] : [],
    );
    expect(orders).toEqual([undefined, 'dmy', 'mdy']);
  });

  it('reads another sheet, and stays with the one shown where that fails', async () => {
    const { state } = start({
      data: except({
        'read-table': (request, reply, worker) =>
          (request.input as TableSource).choices?.sheet === 'Notes'
            ? reply({ type: 'failed', problem: { code: 'header-only', params: { name: 'sales.csv' } } })
            : obliging(request, reply, worker),
      }),
    });
    await state().openFile(source);
    await state().chooseSheet('Sales');
    expect(state().run.state).toBe('ready');
    expect(state().data?.source).toEqual({ ...source, choices: { sheet: 'Sales' } });
    await state().chooseSheet('Notes');
    expect(state().run).toMatchObject({ state: 'failed', problem: { code: 'header-only' } });
    expect(state().data?.source.choices).toEqual({ sheet: 'Sales' });
    await state().chooseColumns(only(2));
    expect(state().run.state).toBe('ready');
  });

  it('lets the file opened last win', async () => {
    const { state } = start({
      data: except({
        'read-table': (request, reply) => {
          const { name } = request.input as typeof source;
          setTimeout(
            () => reply({ type: 'done', output: readTable({ ...profile, name }) }),
            name === 'sales.csv' ? 20 : 0,
          );
        },
      }),
    });
    const first = state().openFile(source);
    await state().openFile(other);
    await first;
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(state().run.state).toBe('ready');
    expect(state().data?.source.name).toBe('other.csv');
  });

  it('survives a data worker that dies, and reads again on retry', async () => {
    let deaths = 1;
    const { state, dataWorkers } = start({
      data: except({
        'read-table': (request, reply, worker) => {
          if (deaths-- > 0) worker.die('out of memory');
          else obliging(request, reply, worker);
        },
      }),
    });
    await state().openFile(source);
    expect(state().run).toMatchObject({
      state: 'failed',
      problem: { code: 'worker-died', params: { message: 'out of memory' } },
    });
    await state().retry();
    expect(state().run.state).toBe('ready');
    expect(dataWorkers).toHaveLength(2);
  });

  it('reads pasted text as a file and refuses nothing at all', async () => {
    const { state, dataWorkers } = start();
    await state().openText('Pasted cells', 'month\tsales\n2001-01\t5');
    const [heard] = dataWorkers[0]?.heard ?? [];
    expect(heard).toMatchObject({ kind: 'read-table', input: { name: 'Pasted cells' } });
    await state().openText('Pasted cells', '  \n');
    expect(state().run).toMatchObject({ state: 'failed', problem: { code: 'nothing-pasted' } });
    expect(state().data).not.toBeNull();
  });

  it('fetches a sample, and says which one could not be', async () => {
    const fetch = vi.fn(async () => new Response('', { status: 404 }));
    const { state } = start({ fetch });
    await state().openSample(sample);
    expect(fetch).toHaveBeenCalledWith('samples/air-passengers.csv');
    expect(state().run).toMatchObject({ state: 'failed', problem: { code: 'sample-unreachable' } });
    const good = start();
    await good.state().openSample(sample);
    expect(good.state().run.state).toBe('ready');
  });
});

describe('a table of one series', () => {
  it('has its rows accounted for, at the next showing where the worker died over that', async () => {
    let deaths = 1;
    const account = { rowsRead: 144, rowsUsed: 144, leftOut: [], sums: [] };
    const { state } = start({
      data: except({
        'read-panel': (_, reply, worker) => {
          if (deaths-- > 0) worker.die('out of memory');
          else
            reply({ type: 'done', output: { step: { unit: 'month', every: 1 }, refused: [], account } } as Unaddressed);
        },
      }),
    });
    await state().openFile(source);
    await settle();
    expect(state().panel).toEqual({ state: 'single', account: null });
    await state().chooseAnalysis('data');
    await settle();
    expect(state().panel).toEqual({ state: 'single', account });
  });
});

describe('a table of several series', () => {
  const guess = {
    ...(profile.guess as PanelGuess),
    shape: 'wide' as const,
    targetColumns: [1, 2],
    covariateColumns: [],
  };
  const summary = {
    length: 144,
    firstMs: 0,
    lastMs: 1,
    smallest: 0,
    largest: 1,
    mean: 0.5,
    last: 1,
    spark: [],
    repairs: [],
    status: 'active' as const,
  };
  const overview: PanelOverview = {
    step: { unit: 'month', every: 1 },
    series: ['sales', 'cost'].map((uniqueId) => ({ uniqueId, ...summary })),
    refused: [],
    account: noRows,
  };
  const several = except({
    'read-table': (_, reply) => reply({ type: 'done', output: readTable({ ...profile, guess }) } as Unaddressed),
    'read-panel': (_, reply) => {
      reply({ type: 'progress', progress: { done: 1, total: 2 } } as Unaddressed);
      for (const part of partsOf(overview.series)) reply({ type: 'progress', progress: { part } } as Unaddressed);
      reply({ type: 'done', output: { step: overview.step, refused: [], account: overview.account } } as Unaddressed);
    },
    'prepare-input': (request, reply) => {
      const { uniqueId } = (request.input as Calls['prepare-input']['input']).request as SeriesRequest;
      reply({ type: 'done', output: inputOf(readingOf(144, uniqueId ?? 'first')) } as Unaddressed);
    },
  });
  const withoutSpark = ({ spark: _, ...series }: SeriesSummary) => series;
  const askedOf = (workers: FakeWorker[]) => workers[0]?.heard.map(({ kind }) => kind);

  it('shows one at once and lists the others after it', async () => {
    const { session, state, dataWorkers } = start({ data: several });
    const seen = new Set<string>();
    session.subscribe(() => seen.add(`${state().run.state}, ${state().panel.state}`));
    await state().openFile(source);
    await settle();
    expect([...seen]).toEqual(expect.arrayContaining(['ready, reading', 'ready, listed']));
    expect(state().panel).toMatchObject({
      state: 'listed',
      overview: { ...overview, series: overview.series.map(withoutSpark) },
    });
    expect(askedOf(dataWorkers)).toEqual(['read-table', 'prepare-input', 'read-panel', 'connect']);
  });

  it('shows another one by the rhythm of the panel, without listing them anew', async () => {
    const { state, dataWorkers } = start({ data: several });
    await state().openFile(source);
    await settle();
    await state().chooseSeries('cost');
    expect(state().data?.series.uniqueId).toBe('cost');
    const prepared = dataWorkers[0]?.heard.filter(({ kind }) => kind === 'prepare-input').at(-1);
    expect(prepared).toMatchObject({ input: { request: { uniqueId: 'cost', step: overview.step } } });
    expect(askedOf(dataWorkers)?.filter((kind) => kind === 'read-panel')).toHaveLength(1);
  });

  it('draws no first look of one that its file goes on without, and takes back what was drawn before that was known', async () => {
    let list = () => {};
    const looked: string[] = [];
    const { state } = start({
      data: (request, reply, worker) => {
        if (request.kind !== 'read-panel') return several(request, reply, worker);
        const [sales, cost] = overview.series as [SeriesSummary, SeriesSummary];
        const endMs = Date.UTC(2000, 0);
        const listed = [
          { ...sales, lastMs: Date.UTC(1981, 11), status: 'inactive' as const },
          { ...cost, lastMs: endMs },
        ];
        list = () => {
          for (const part of partsOf(listed)) reply({ type: 'progress', progress: { part } } as Unaddressed);
          reply({ type: 'done', output: { step: overview.step, refused: [], account: noRows } } as Unaddressed);
        };
      },
      training: except({
        'run-job': (request, reply) => {
          if (jobOf(request).kind !== 'first-look')
            return reply({ type: 'done', output: answerTo(request) } as Unaddressed);
          looked.push(state().data?.series.uniqueId ?? '');
          const look = { forecast: new Float64Array(12), intervals: [] };
          reply({ type: 'done', output: { kind: 'first-look', look } } as Unaddressed);
        },
      }),
    });
    await state().openFile(source);
    await state().chooseSeries('sales');
    await settle();
    expect(state().firstLook?.data).toBe(state().data);
    list();
    await settle();
    expect(state().panel.state).toBe('listed');
    expect(state().firstLook).toBeNull();
    await state().chooseSeries('cost');
    await settle();
    expect(state().firstLook?.data).toBe(state().data);
    await state().chooseSeries('sales');
    await settle();
    expect(looked.at(-1)).toBe('cost');
    expect(state().firstLook?.data).not.toBe(state().data);
  });

  it('lists them anew by other rules, and keeps to the one shown', async () => {
    const { state, dataWorkers } = start({ data: several });
    await state().openFile(source);
    await settle();
    await state().chooseSeries('cost');
    await state().changeRules({ gaps: 'zero' });
    await settle();
    expect(state().data).toMatchObject({ uniqueId: 'cost', rules: { gaps: 'zero', duplicates: 'auto' } });
    const asked = dataWorkers[0]?.heard.filter(({ kind }) => kind === 'read-panel');
    expect(asked?.at(-1)).toMatchObject({ input: { rules: { gaps: 'zero' } } });
  });
});

describe('reading otherwise', () => {
  it('keeps what was said before, the rules and the settings that were changed', async () => {
    const { state, dataWorkers } = start();
    await state().openFile(source);
    await state().changeRules({ leadingZeros: 'drop' });
    state().changeSetting('horizonSteps', 5);
    await state().readAs({ delimiter: ';' });
    await state().readAs({ encoding: 'gb18030' });
    expect(state().data?.source.choices).toEqual({ delimiter: ';', encoding: 'gb18030' });
    expect(state().data?.rules.leadingZeros).toBe('drop');
    expect(state().settings?.horizonSteps).toBe(5);
    const prepared = dataWorkers[0]?.heard.filter(({ kind }) => kind === 'prepare-input').at(-1);
    expect(prepared).toMatchObject({ input: { request: { rules: { leadingZeros: 'drop' } } } });
  });

  it('remembers the rhythm of the file while another is shown', async () => {
    const month = { unit: 'month', every: 1 } as const;
    const quarter = { unit: 'quarter', every: 1 } as const;
    const { state } = start({
      data: except({
        'prepare-input': (request, reply) => {
          const { rules } = (request.input as Calls['prepare-input']['input']).request as SeriesRequest;
          const reading = readingOf(rules.resample ? 40 : 144);
          const step = rules.resample?.step ?? month;
          reply({ type: 'done', output: inputOf({ ...reading, series: { ...reading.series, step } }) } as Unaddressed);
        },
      }),
    });
    await state().openFile(source);
    await state().changeRules({ resample: { step: quarter, how: 'sum' } });
    expect(state().data).toMatchObject({ fileStep: month, series: { step: quarter } });
    expect(state().settings?.seasonLength).toBe(4);
  });
});

describe('networks that learn from all series of the file', () => {
  const two: TableProfile = {
    ...profile,
    guess: { ...(profile.guess as PanelGuess), targetColumns: [1, 2], covariateColumns: [] },
  };

  it('learn from the series shown again where a file has but one', async () => {
    let table = two;
    const overview: PanelOverview = { step: { unit: 'month', every: 1 }, series: [], refused: [], account: noRows };
    const data = except({
      'read-table': (_, reply) => reply({ type: 'done', output: readTable(table) }),
      'read-panel': (_, reply) => reply({ type: 'done', output: overview }),
    });
    const { state } = start({ data });
    await state().openFile(source);
    const { network } = state().settings as Settings;
    state().changeSettings({ network: { ...network, scope: 'panel' } });
    await state().chooseSeries('cost');
    expect(state().settings?.network.scope).toBe('panel');
    const [month, ...others] = profile.columns;
    table = { ...profile, columns: [{ ...month, name: 'of another kind' }, ...others] };
    await state().openFile(other);
    expect(state().settings?.network.scope).toBe('series');
  });
});

describe('the view of the results', () => {
  it('keeps the metric for new data, and forgets what was about models', async () => {
    const { state } = start();
    await state().openFile(source);
    state().changeView({ metric: 'rmse', columns: 'percent', focus: 'ets' });
    state().showLine('naive', true);
    state().showLine('ets', false);
    expect(state().view).toEqual({
      metric: 'rmse',
      columns: 'percent',
      focus: 'ets',
      lines: { naive: true, ets: false },
    });
    await state().openFile(other);
    expect(state().view).toEqual({ metric: 'rmse', columns: 'percent', focus: null, lines: {} });
  });
});

describe('settings', () => {
  it('start from the defaults for new data, keeping models, seed and network', async () => {
    const { state } = start();
    await state().openFile(source);
    state().changeSetting('horizonSteps', 3);
    state().changeSetting('seed', 42);
    state().changeSetting('epochs', 5);
    state().toggleModel('lstm');
    await state().openFile(other);
    const { settings } = state();
    const models = defaultModels.filter((model) => model !== 'lstm');
    expect(settings).toMatchObject({ horizonSteps: 12, seed: 42, models });
    expect(settings?.network.epochs).toBe(5);
  });

  it('take the networks up again after a series that was too short for them', async () => {
    let length = 144;
    const { state } = start({
      data: except({
        'prepare-input': (_, reply) => reply({ type: 'done', output: inputOf(readingOf(length)) } as Unaddressed),
      }),
    });
    await state().openFile(source);
    state().toggleModel('lstm');
    state().toggleModel('naive');
    const chosen = state().settings?.models;
    length = 10;
    await state().openFile(other);
    expect(state().settings?.models).not.toContain('transformer');
    length = 144;
    await state().openFile(source);
    expect(state().settings?.models).toEqual(chosen);
    expect(chosen).not.toContain('lstm');
  });

  it('stay as they are when another column of the same shape is chosen', async () => {
    const { state } = start();
    await state().openFile(source);
    state().changeSetting('horizonSteps', 3);
    await state().chooseColumns(only(2));
    expect(state().settings?.horizonSteps).toBe(3);
  });

  it('never leave the baseline out, and keep the order of the models', async () => {
    const { state } = start();
    await state().openFile(source);
    state().toggleModel('seasonal-naive');
    state().toggleModel('lstm');
    state().toggleModel('transformer');
    state().toggleModel('transformer');
    state().toggleModel('lstm');
    expect(state().settings?.models).toEqual(defaultModels);
    state().toggleModel('naive');
    expect(state().settings?.models).toEqual(modelIds.filter((id) => id === 'naive' || defaultModels.includes(id)));
  });

  it('that do not fit start nothing', async () => {
    const { state, trainingWorkers } = start();
    await state().openFile(source);
    state().changeSetting('horizonSteps', Number.NaN);
    await state().startForecast();
    expect(state().run.state).toBe('ready');
    expect(trainingWorkers[0]?.heard.some(({ kind }) => kind === 'run-job')).toBe(false);
  });
});

describe('a forecast', () => {
  it('shows results as they come, and is done', async () => {
    const seen: number[] = [];
    const { state, forecast } = start({
      training: except({
        'run-job': (request, reply, worker) => {
          const job = jobOf(request);
          if (job.kind === 'model' && job.model === 'lstm') {
            const curve = { train: [1], validation: [2] };
            const told: ForecastNews = {
              kind: 'training',
              model: 'lstm',
              phase: 'fit',
              epoch: 1,
              epochs: 9,
              curve,
              etaMs: 800,
            };
            reply({ type: 'progress', progress: { kind: 'job', progress: told } });
          }
          obliging(request, reply, worker);
        },
      }),
    });
    await state().openFile(source);
    let etaMs: number | null = null;
    forecast()?.subscribe(({ run }) => {
      if (run.state !== 'training') return;
      seen.push(run.work.results.length);
      etaMs ??= run.work.progress.lstm?.etaMs ?? null;
    });
    await state().startForecast();
    expect(seen).toContain(1);
    expect(etaMs).toBe(800);
    expect(state().run).toMatchObject({ state: 'done', work: { split, cancelled: false } });
    expect(shownWork(forecast()?.getState().run as ForecastRun)?.results.map(({ model }) => model)).toEqual([
      ...defaultModels,
    ]);
  });

  it('that is cancelled keeps the models that are done', async () => {
    const { state, forecast } = start({
      training: except({
        'run-job': (request, reply, worker) => {
          const job = jobOf(request);
          if (job.kind === 'model' && job.model === 'seasonal-naive') obliging(request, reply, worker);
          else worker.onCancel = (id) => queueMicrotask(() => worker.send(id, { type: 'cancelled' }));
        },
      }),
    });
    await state().openFile(source);
    const running = state().startForecast();
    await vi.waitFor(() => expect(shownWork(forecast()?.getState().run as ForecastRun)?.results).toHaveLength(1));
    state().cancelForecast();
    expect(state().run.state).toBe('cancelling');
    await running;
    expect(state().run).toMatchObject({ state: 'done', work: { cancelled: true } });
    const others = defaultModels.filter((model) => model !== 'seasonal-naive');
    expect(shownWork(forecast()?.getState().run as ForecastRun)?.failures.map(({ model }) => model)).toEqual(others);
  });

  it('has ended when it is written, so that whoever sees that may leave', async () => {
    let wrote = () => {};
    const writing = new Promise<void>((done) => {
      wrote = done;
    });
    const flush = vi.fn(() => writing);
    const { state, session } = start({ createKeeper: () => ({ ...noKeeper, flush }) });
    await state().openFile(source);
    const running = state().startForecast();
    await vi.waitFor(() => expect(session.getState().runs).toHaveLength(1));
    expect(flush).toHaveBeenCalled();
    expect(state().run.state).toBe('training');
    expect(whatRuns(session.getState())).not.toBeNull();
    wrote();
    await running;
    expect(state().run.state).toBe('done');
    expect(whatRuns(session.getState())).toBeNull();
  });

  describe('of several targets', () => {
    const columns = { timeColumn: 0, idColumns: [], targetColumns: [1, 2], covariateColumns: [] };
    const wide = { ...profile, guess: { ...columns, shape: 'wide' as const, mainTarget: 1 } };
    const both = ['sales', 'cost'].map((name, at) => {
      const { pieces: _, ...reading } = readingOf(144, name);
      return { column: at + 1, name, uniqueId: name, reading, problem: null };
    });
    const data: Script = (request, reply) => {
      if (request.kind === 'read-table') return reply({ type: 'done', output: readTable(wide) } as Unaddressed);
      if (request.kind === 'fetch-input') return reply({ type: 'done', output: both } as Unaddressed);
      if (request.kind !== 'prepare-input') return obliging(request, reply, dataWorker);
      const { uniqueId } = (request.input as { request: { uniqueId: string | null } }).request;
      reply({ type: 'done', output: inputOf(readingOf(144, uniqueId ?? 'sales')) } as Unaddressed);
    };
    const dataWorker = new FakeWorker(obliging);
    /** Tells what comes of each target as it is done, but for those models that a test leaves without an end. */
    const training = (isEndless: (model: ModelId) => boolean) =>
      except({
        'run-job': (request, reply, worker) => {
          const job = jobOf(request);
          if (job.kind !== 'model') return obliging(request, reply, worker);
          const tell = (part: ModelPart) => {
            const told: ForecastNews = { kind: 'target', part };
            reply({ type: 'progress', progress: { kind: 'job', progress: told } });
          };
          const { kind: _, ...own } = partOf(job.model) as Extract<ForecastPart, { kind: 'model' }>;
          if (job.targets) tell(own);
          if (isEndless(job.model)) {
            worker.onCancel = (id) => queueMicrotask(() => worker.send(id, { type: 'cancelled' }));
            return;
          }
          for (const target of job.targets ?? []) tell({ ...own, target });
          obliging(request, reply, worker);
        },
      });

    async function startBoth(isEndless: (model: ModelId) => boolean = () => false) {
      const started = start({ data, training: training(isEndless) });
      const { state, forecast } = started;
      await state().openFile(source);
      state().changeSetting('together', [1, 2]);
      await vi.waitFor(() => expect(forecast()?.getState().targets).toHaveLength(2));
      const outcomeOf = (name: string) => shownWork(forecast()?.getState().targetRuns[name] as ForecastRun);
      return { ...started, outcomeOf };
    }

    it('comes to a run of each, which is shown at once where its target is', async () => {
      const { state, forecast, trainingWorkers, outcomeOf } = await startBoth();
      await state().startForecast();
      const jobs = trainingWorkers[0]?.heard.flatMap((request) =>
        request.kind === 'run-job' ? [jobOf(request as Request)] : [],
      );
      expect(jobs?.filter((job) => job.kind === 'model').every(({ targets }) => String(targets) === 'cost')).toBe(true);
      expect(outcomeOf('cost')?.results.map(({ model }) => model)).toEqual([...defaultModels]);
      expect(forecast()?.getState().elsewhere).toBeNull();
      const { data: shown } = state();
      await state().show({ ...(shown as LoadedSeries), uniqueId: 'cost' }, 'forecast');
      expect(state().run).toMatchObject({ state: 'done', work: { cancelled: false } });
      expect(state().settings?.network.together).toEqual([1, 2]);
      expect(outcomeOf('sales')?.results).toHaveLength(defaultModels.length);
    });

    it('that is cancelled keeps of each target what it had come to', async () => {
      const { state, forecast, outcomeOf } = await startBoth((model) => model !== 'seasonal-naive');
      const running = state().startForecast();
      await vi.waitFor(() => expect(outcomeOf('cost')?.results).toHaveLength(1));
      state().cancelForecast();
      expect(forecast()?.getState().targetRuns.cost?.state).toBe('cancelling');
      await running;
      expect(outcomeOf('cost')).toMatchObject({ cancelled: true });
      expect(outcomeOf('cost')?.results.map(({ model }) => model)).toEqual(['seasonal-naive']);
    });

    it('says nothing of columns of another file', async () => {
      const { state } = await startBoth();
      await state().openFile(other);
      expect(state().settings?.network.together).toEqual([]);
    });
  });

  describe('is prepared while settings are being chosen', () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    function startOn(backend: 'webgpu' | 'wasm', workers = 1) {
      const output = { backend, adapter: null, softwareAdapter: false, passedOver: [] };
      const { state, trainingWorkers } = start({
        training: except({ 'start-backend': (_, reply) => reply({ type: 'done', output }) }),
        trainingWorkers: workers,
      });
      const prepared = () => {
        const heard = trainingWorkers[0]?.heard.filter(({ kind }) => kind === 'compile-job') ?? [];
        const jobs = heard.map((request) => jobOf(request as Request));
        return jobs.flatMap((job) => (job.kind === 'model' && job.model === 'lstm' ? [job.settings.horizonSteps] : []));
      };
      return { state, prepared, heard: () => trainingWorkers.map((worker) => worker.heard.map(({ kind }) => kind)) };
    }

    it('on a GPU, once the data is there and again once changed settings have been left alone', async () => {
      const { state, prepared } = startOn('webgpu');
      await state().openFile(source);
      expect(prepared()).toEqual([]);
      await vi.advanceTimersByTimeAsync(1000);
      expect(prepared()).toEqual([12]);
      state().changeSetting('horizonSteps', 5);
      await vi.advanceTimersByTimeAsync(300);
      state().changeSetting('horizonSteps', 6);
      await vi.advanceTimersByTimeAsync(1000);
      expect(prepared()).toEqual([12, 6]);
    });

    it('not for settings that cannot be, and not while training', async () => {
      const { state, prepared } = startOn('webgpu');
      await state().openFile(source);
      state().changeSetting('horizonSteps', Number.NaN);
      await vi.advanceTimersByTimeAsync(1000);
      expect(prepared()).toEqual([]);
      state().changeSetting('horizonSteps', 6);
      void state().startForecast();
      await vi.advanceTimersByTimeAsync(0);
      expect(prepared()).toEqual([]);
    });

    it('without one by starting as many workers as there will be models, for a connection may be gone by then', async () => {
      const { state, heard } = startOn('wasm', 3);
      await state().openFile(source);
      expect(heard()).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1000);
      expect(heard()).toEqual([
        ['start-backend', 'connect', 'run-job'],
        ['start-backend', 'connect'],
        ['start-backend', 'connect'],
      ]);
    });
  });

  describe('a first look', () => {
    const look = (value: number) => ({ forecast: new Float64Array(12).fill(value), intervals: [] });
    /** Answers first looks when told to, by the horizons they were asked for. */
    function startLooking() {
      const asked: { horizon: number; answer: () => void }[] = [];
      const started = start({
        training: except({
          'run-job': (request, reply) => {
            const job = jobOf(request);
            if (job.kind !== 'first-look') return reply({ type: 'done', output: answerTo(request) } as Unaddressed);
            const { horizonSteps } = job.settings;
            const answer = () =>
              reply({ type: 'done', output: { kind: 'first-look', look: look(horizonSteps) } } as Unaddressed);
            asked.push({ horizon: horizonSteps, answer });
          },
        }),
      });
      return { ...started, asked };
    }

    it('is asked for as soon as a series is shown, and again where the horizon changes', async () => {
      vi.useFakeTimers();
      const { state, asked } = startLooking();
      await state().openFile(source);
      await vi.advanceTimersByTimeAsync(0);
      expect(asked.map(({ horizon }) => horizon)).toEqual([12]);
      expect(state().firstLook).toBeNull();
      asked[0]?.answer();
      await vi.advanceTimersByTimeAsync(0);
      expect(state().firstLook).toMatchObject({ horizonSteps: 12, forecast: look(12).forecast });
      expect(state().firstLook?.data).toBe(state().data);
      expect(state().run.state).toBe('ready');
      state().toggleModel('ets');
      state().changeSetting('horizonSteps', 5);
      state().changeSetting('horizonSteps', 6);
      await vi.advanceTimersByTimeAsync(500);
      asked[1]?.answer();
      await vi.advanceTimersByTimeAsync(0);
      expect(asked.map(({ horizon }) => horizon)).toEqual([12, 6]);
      expect(state().firstLook).toMatchObject({ horizonSteps: 6 });
      vi.useRealTimers();
    });

    it('is not asked for where there are results', async () => {
      const { state, asked } = startLooking();
      await state().openFile(source);
      await settle();
      asked[0]?.answer();
      await settle();
      await state().startForecast();
      expect(state().run.state).toBe('done');
      state().changeSetting('horizonSteps', 6);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(asked).toHaveLength(1);
    });
  });

  it('that is cancelled while the backend still starts ends at once', async () => {
    const { state } = start({ training: () => {} });
    await state().openFile(source);
    const running = state().startForecast();
    await settle();
    state().cancelForecast();
    await running;
    expect(state().run).toMatchObject({ state: 'done', work: { cancelled: true } });
  });

  it('whose worker does not answer a cancel in time keeps the results that had come', async () => {
    vi.useFakeTimers();
    try {
      const { state, forecast, trainingWorkers } = start({
        training: except({
          'run-job': (request, reply, worker) => {
            const job = jobOf(request);
            if (job.kind === 'model' && job.model === 'seasonal-naive') obliging(request, reply, worker);
          },
        }),
      });
      await state().openFile(source);
      const running = state().startForecast();
      await vi.advanceTimersByTimeAsync(10);
      state().cancelForecast();
      await vi.advanceTimersByTimeAsync(2000);
      await running;
      expect(trainingWorkers[0]?.isTerminated).toBe(true);
      expect(state().run).toMatchObject({ state: 'done', work: { cancelled: true } });
      const work = shownWork(forecast()?.getState().run as ForecastRun);
      expect(work?.results).toHaveLength(1);
      const others = defaultModels.filter((model) => model !== 'seasonal-naive');
      expect(work?.failures.map(({ model }) => model)).toEqual(others);
    } finally {
      vi.useRealTimers();
    }
  });

  /** The worker dies of the second model, so many times. */
  function mortal(deaths: number): Script {
    let left = deaths;
    return except({
      'run-job': (request, reply, worker) => {
        const job = jobOf(request);
        if (job.kind === 'model' && job.model !== 'seasonal-naive' && left > 0) {
          left -= 1;
          worker.die('killed');
        } else obliging(request, reply, worker);
      },
    });
  }

  it('whose worker dies goes on in another, and says so', async () => {
    const { state, forecast, trainingWorkers } = start({ training: mortal(1) });
    await state().openFile(source);
    await state().startForecast();
    expect(state().run.state).toBe('done');
    expect(trainingWorkers).toHaveLength(2);
    const work = shownWork(forecast()?.getState().run as ForecastRun);
    expect(work?.moved).toEqual([defaultModels[1]]);
    expect(work?.results.map(({ model }) => model)).toEqual([...defaultModels]);
  });

  it('whose worker dies again says so, keeps data and results, and can be tried again', async () => {
    const { state, forecast, trainingWorkers } = start({ training: mortal(2) });
    await state().openFile(source);
    await state().startForecast();
    expect(state().run).toMatchObject({ state: 'failed', problem: { code: 'worker-died' } });
    expect(shownWork(forecast()?.getState().run as ForecastRun)?.results).toHaveLength(1);
    expect(state().data).not.toBeNull();
    await state().startForecast();
    expect(state().run.state).toBe('done');
    expect(trainingWorkers).toHaveLength(3);
    expect(trainingWorkers[2]?.heard[0]?.kind).toBe('start-backend');
  });

  it('asks anew what runs after the worker let it down', async () => {
    let faults = 1;
    const { state, trainingWorkers } = start({
      training: except({
        'run-job': (request, reply, worker) => {
          if (faults-- > 0) reply({ type: 'failed', problem: { code: 'internal', params: { message: 'GPU lost' } } });
          else obliging(request, reply, worker);
        },
      }),
    });
    await state().openFile(source);
    await state().startForecast();
    await settle();
    expect(state().run).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
    expect(trainingWorkers[0]?.heard.map(({ kind }) => kind)).toEqual([
      'start-backend',
      'connect',
      'run-job',
      'start-backend',
    ]);
    expect(state().backend.state).toBe('chosen');
  });

  const unending = except({
    'run-job': (request, reply, worker) => {
      const job = jobOf(request);
      if (job.kind === 'model' && job.model === 'seasonal-naive') obliging(request, reply, worker);
      else worker.onCancel = (id) => queueMicrotask(() => worker.send(id, { type: 'cancelled' }));
    },
  });

  it('is asked about before another file takes its place', async () => {
    const { state } = start({ training: unending });
    await state().openFile(source);
    const running = state().startForecast();
    await settle();
    await state().openFile(other);
    expect(state().question).toMatchObject({ kind: 'open-while-running', running: 'sales' });
    expect(state().run.state).toBe('training');
    await state().answer(false);
    expect(state().question).toBeNull();
    expect(state().run.state).toBe('training');
    await state().openFile(other);
    await state().answer(true);
    await running;
    expect(state().shown?.source).toBe(other);
    expect(state().run.state).toBe('ready');
    // What was done of it is kept.
    expect(state().runs.map(({ candidate }) => candidate.source)).toEqual([source]);
  });

  it('goes on while another series is shown, and is there when its own is shown again', async () => {
    const { state } = start({ training: unending });
    await state().openFile(source);
    const running = state().startForecast();
    await settle();
    await state().chooseColumns(only(2));
    expect(state().run.state).toBe('ready');
    expect(state().elsewhere).toMatchObject({ name: 'sales' });
    await state().showRunning();
    expect(state().run.state).toBe('training');
    expect(state().elsewhere).toBeNull();
    // As what it was read: so that it can be read anew, and how it is read is remembered.
    expect(state().shown?.file).toMatchObject({ names: profile.columns.map(({ name }) => name), isRecalled: false });
    state().cancelForecast();
    await running;
  });

  it('is shown at once when its data is shown again, by the browser’s own way back too', async () => {
    const { state, history } = start();
    await state().openFile(source);
    const { choice } = state().data as LoadedSeries;
    await state().startForecast();
    expect(state().run.state).toBe('done');
    await state().chooseColumns(only(2));
    expect(state().run.state).toBe('ready');
    await state().chooseColumns(choice);
    expect(state().run.state).toBe('done');
    expect(history.entries).toEqual([0, 1, 2, 3]);
    history.move(-1);
    await vi.waitFor(() => expect(state().shown?.choice.targetColumns).toEqual([2]));
    history.move(-2);
    expect(state().isAtStart).toBe(true);
    expect(state().shown).not.toBeNull();
    history.move(3);
    await vi.waitFor(() => expect(state().isAtStart).toBe(false));
    expect(state().run.state).toBe('done');
    expect(history.entries).toEqual([0, 1, 2, 3]);
  });
});

describe('a kept run', () => {
  async function runTwice() {
    const parts = start();
    const { state } = parts;
    await state().openFile(source);
    await state().startForecast();
    state().changeSetting('horizonSteps', 6);
    await state().startForecast();
    const [newer, older] = state().runs.map(({ id }) => id);
    return { ...parts, newer, older };
  }
  const shownHorizon = (parts: ReturnType<typeof start>) =>
    shownWork(parts.forecast()?.getState().run ?? { state: 'none' })?.settings.horizonSteps;

  it('that is opened is shown, and again when its data is, until there is a newer one', async () => {
    const parts = await runTwice();
    const { state, newer, older } = parts;
    expect(state().shownRun).toBe(newer);
    const { choice } = state().data as LoadedSeries;
    await state().openRun(older);
    expect(state().shownRun).toBe(older);
    expect(shownHorizon(parts)).toBe(12);
    await state().chooseColumns(only(2));
    expect(state().shownRun).toBeNull();
    await state().chooseColumns(choice);
    expect(state().shownRun).toBe(older);
    await state().startForecast();
    expect(state().shownRun).toBe(state().runs[0].id);
    expect(shownHorizon(parts)).toBe(6);
  });

  it('of another series brings that series with it', async () => {
    const parts = await runTwice();
    const { state, older } = parts;
    const { choice } = state().data as LoadedSeries;
    await state().chooseColumns(only(2));
    await state().openRun(older);
    expect(state().shown?.choice).toEqual(choice);
    expect(state().shownRun).toBe(older);
    expect(shownHorizon(parts)).toBe(12);
  });

  it('that is forgotten while it is shown gives way to the latest of its data', async () => {
    const { state, newer, older } = await runTwice();
    await state().openRun(older);
    state().forgetRun(older);
    expect(state().runs.map(({ id }) => id)).toEqual([newer]);
    expect(state().shownRun).toBe(newer);
    state().forgetRun(newer);
    expect(state().run.state).toBe('ready');
    expect(state().shownRun).toBeNull();
  });

  it('lends its settings, and those before can be gone back to', async () => {
    const { state, older } = await runTwice();
    state().takeSettings(state().runs.find(({ id }) => id === older)?.settings as Settings);
    expect(state().settings?.horizonSteps).toBe(12);
    state().restoreSettings();
    expect(state().settings?.horizonSteps).toBe(6);
  });
});

describe('searching for settings', () => {
  /** Less for a learning rate that was drawn than for the usual one, and the least for the lowest. */
  const judging = except({
    'run-job': (request, reply, worker) => {
      const job = jobOf(request);
      if (job.kind !== 'trial') return obliging(request, reply, worker);
      const { settings } = job;
      const isNaive = settings.models[0] === 'seasonal-naive';
      const { learningRate } = settings.network;
      const error = isNaive ? 2 : learningRate === 0.004 ? 1 : learningRate;
      reply({ type: 'done', output: { kind: 'trial', error } });
    },
  });
  /** Runs until every candidate of the first bracket has had its turn. */
  async function searched(training = judging) {
    const parts = start({ training });
    const { forecast, state } = parts;
    await state().openFile(source);
    const stop = forecast()?.subscribe(({ search }) => {
      if (search.state === 'running' && search.trials.length > 16) state().cancelSearch();
    });
    await state().startSearch(5);
    stop?.();
    return parts;
  }

  it('keeps what was tried when it is cancelled, and says which is best', async () => {
    const { state } = await searched();
    const { search } = state();
    expect(search).toMatchObject({ state: 'done', ended: 'cancelled', metric: 'mase' });
    const [best] = inOrderOfMerit(triedIn(search));
    expect(best.kind).toBe('drawn');
    expect(best.scores.map(({ effort }) => effort)).toEqual([1, 3, 9]);
    expect(best.scores[2].error).toBe(best.settings.network.learningRate);
  });

  it('takes over what was found, keeps what it was not about, and goes back', async () => {
    const { state } = await searched();
    const [best] = inOrderOfMerit(triedIn(state().search));
    const before = state().settings as Settings;
    state().takeTrial(best.id);
    expect(state().settings).toEqual({
      ...before,
      models: modelIds.filter((id) =>
        ['seasonal-naive', 'pretrained', 'ets', 'theta', 'auto', best.model].includes(id),
      ),
      lookBackSteps: best.settings.lookBackSteps,
      network: best.settings.network,
    });
    state().restoreSettings();
    expect(state().settings).toBe(before);
    expect(state().settingsBefore).toBeNull();
  });

  it('and a forecast keep out of each other’s way', async () => {
    const { state, forecast } = start({ training: judging });
    await state().openFile(source);
    const searching = state().startSearch(5);
    await state().startForecast();
    expect(state().run.state).toBe('ready');
    expect(state().search.state).toBe('running');
    state().cancelSearch();
    await searching;
    let during: string | null = null;
    forecast()?.subscribe(({ run, search }) => {
      if (run.state === 'training') during = search.state;
    });
    await state().startForecast();
    expect(during).toBe('done');
  });

  it('ends when other data is opened', async () => {
    const { state } = start({ training: judging });
    await state().openFile(source);
    const searching = state().startSearch(5);
    await state().openFile(other);
    await state().answer(true);
    await searching;
    expect(state().search.state).toBe('none');
  });

  it('says what went wrong in a worker', async () => {
    const dying = except({ 'run-job': (_, __, worker) => worker.die('out of memory') });
    const { state } = start({ training: dying });
    await state().openFile(source);
    await state().startSearch(5);
    expect(state().search).toMatchObject({ state: 'failed', problem: { code: 'worker-died' } });
  });
});

describe('a link that brings settings', () => {
  const linked: Settings = { ...defaultSettings({ unit: 'month', every: 1 }, 144), horizonSteps: 7, seed: 42 };

  it('waits for data, holds for the first that is opened, and can be undone', async () => {
    const { state } = start({ fragment: `#${writeLink(linked)}` });
    await settle();
    expect(state().link).toEqual({ state: 'waiting', analysis: 'forecast', content: linked, file: null });
    await state().openFile(source);
    expect(state().settings).toEqual(linked);
    state().restoreSettings();
    expect(state().settings).toMatchObject({ horizonSteps: 12, seed: 1 });
    await state().openLink(`#${writeLink(linked)}`);
    expect(state().settings).toEqual(linked);
    await state().openFile(other);
    expect(state().link.state).toBe('none');
  });

  it('waits for the run under way, and holds once that is over', async () => {
    const { state } = start({
      training: except({
        'run-job': (_request, _reply, worker) => {
          worker.onCancel = (id) => queueMicrotask(() => worker.send(id, { type: 'cancelled' }));
        },
      }),
    });
    await state().openFile(source);
    const running = state().startForecast();
    await settle();
    await state().openLink(`#${writeLink(linked)}`);
    // The data of the run is shown anew, as it is after a reload.
    await state().readAnew();
    expect(state().link.state).toBe('waiting');
    state().cancelForecast();
    await running;
    expect(state().link.state).toBe('none');
    expect(state().settings).toEqual(linked);
  });

  it('that is broken says so and changes nothing', async () => {
    const { state } = start({ fragment: '#settings=1.x' });
    await settle();
    expect(state().link).toMatchObject({ state: 'broken', problem: { code: 'link-damaged' } });
    await state().openFile(source);
    expect(state().settings).toMatchObject({ horizonSteps: 12 });
    state().dismissLink();
    expect(state().link.state).toBe('none');
    await state().openLink('#content');
    expect(state().link.state).toBe('none');
  });
});

describe('what is left for other analyses', () => {
  /** A session in which another analysis stands in front, and what that finds. */
  function startBeside() {
    let found: OfferShelf | null = null;
    const listening: SessionSide = {
      createState(parts) {
        found = parts.offers;
        return dataSide.createState(parts);
      },
    };
    const started = start({ loadSide: async (id) => (id === 'forecast' ? sessionSide : listening) });
    const offers = () => {
      if (!found) throw new Error('the other analysis has not been looked at');
      return found as OfferShelf;
    };
    return { ...started, offers };
  }

  it('is the run shown, once models have come to something, with the one that is taken', async () => {
    const { state, offers } = startBeside();
    await state().openFile(source);
    await state().chooseAnalysis('data');
    await state().chooseAnalysis('forecast');
    const heard: string[] = [];
    offers().subscribe('forecast', (offer) => heard.push(`${offer?.isRunning} ${offer?.models.length}`));
    state().changeSettings({ models: ['ets', 'seasonal-naive'] });
    await state().startForecast();
    const offer = offers().get('forecast');
    expect(offer).toMatchObject({ isFirstLook: false, isRunning: false, best: expect.any(String) });
    expect(offer?.candidate.uniqueId).toBe('sales');
    expect(offer?.series.length).toBe(144);
    expect(offer?.models.map(({ model }) => model)).toEqual(['ets', 'seasonal-naive']);
    expect(heard).toContain('true 1');
    expect(heard.at(-1)).toBe('false 2');
  });

  it('is asked for without leaving the analysis in front', async () => {
    const { state, offers, forecast } = startBeside();
    await state().openFile(source);
    await state().chooseAnalysis('data');
    await state().openFile(other);
    expect(forecast()?.getState().data?.source.name).toBe('sales.csv');
    expect(await offers().want('forecast', new AbortController().signal)).toBe(true);
    expect(state()).toMatchObject({ analysis: 'data', input: { analysis: 'data' } });
    expect(forecast()?.getState().data?.source.name).toBe('other.csv');
  });
});
