import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeResult } from '../evaluation/make-result.ts';
import type { ForecastOutcome, ModelResult } from '../evaluation/results.ts';
import { defaultModels, type ModelId, modelIds } from '../forecasters/model-cards.ts';
import { defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { PanelChoice } from '../series/panel.ts';
import type { DateQuestion } from '../table/table.ts';
import type { WorkerLike } from '../worker/client.ts';
import type {
  CallKind,
  Calls,
  ForecastRequest,
  PanelOverview,
  Reply,
  Request,
  SeriesReading,
  TableProfile,
  TableSource,
  ToWorker,
} from '../worker/protocol.ts';
import type { Sample } from './samples.ts';
import { inOrderOfMerit, triedIn } from './search.ts';
import { createSession, type SessionParts } from './session.ts';
import { writeLink } from './share-link.ts';

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
    else if (message.kind !== 'news')
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
  rowCount: 120,
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
};

/** The columns of one series, by the place of its values. */
function only(target: number): PanelChoice {
  return { timeColumn: 0, idColumns: [], targetColumns: [target], covariateColumns: [] };
}

function readingOf(length: number, uniqueId = 'sales'): SeriesReading {
  return {
    series: {
      uniqueId,
      step: { unit: 'month', every: 1 },
      firstMs: 0,
      y: Float64Array.from({ length }, (_, index) => index),
      filled: new Uint8Array(length),
    },
    repairs: [],
    seasons: [],
  };
}

function resultOf(model: ModelId): ModelResult {
  return makeResult(model, { curve: { train: [1], validation: [1] }, forecast: new Float64Array(12) });
}

const outcome: ForecastOutcome = {
  split: { length: 120, trainEnd: 84, validationEnd: 96 },
  results: modelIds.map(resultOf),
  failures: [],
  cancelled: false,
};

const answers: Partial<Record<CallKind, Answer>> = {
  'read-table': profile,
  'prepare-series': readingOf(120),
  'start-backend': { backend: 'wasm', adapter: null, softwareAdapter: false, passedOver: [] },
};

/** What came of the models that were asked for. */
function outcomeOf({ settings }: ForecastRequest): ForecastOutcome {
  return { ...outcome, results: outcome.results.filter(({ model }) => settings.models.includes(model)) };
}

const obliging: Script = (request, reply) => {
  const output = request.kind === 'forecast' ? outcomeOf(request.input) : answers[request.kind];
  reply({ type: 'done', output } as Unaddressed);
};

/** Obliging, but for the calls a test answers itself. */
function except(special: Partial<Record<CallKind, Script>>): Script {
  return (request, reply, worker) => (special[request.kind] ?? obliging)(request, reply, worker);
}

const sample: Sample = {
  id: 'air-passengers',
  file: 'air-passengers.csv',
  rhythm: 'monthly',
  rows: 144,
  source: '',
  sourceUrl: '',
  licence: '',
};

function start({
  data = obliging,
  training = obliging,
  ...parts
}: { data?: Script; training?: Script } & Partial<SessionParts> = {}) {
  const dataWorkers: FakeWorker[] = [];
  const trainingWorkers: FakeWorker[] = [];
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
    ...parts,
  });
  return { session, dataWorkers, trainingWorkers, state: session.getState };
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
    session.subscribe(({ run }) => run.state === 'parsing' && seen.push(run.progress));
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
        'prepare-series': (request, reply, worker) =>
          (request.input as { choice: PanelChoice }).choice.targetColumns[0] === 1
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

  it('reads the shown file again before its columns once the worker holds another', async () => {
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
    expect(dataWorkers[0]?.heard.map(({ kind }) => kind)).toEqual([
      'read-table',
      'prepare-series',
      'read-table',
      'read-table',
      'prepare-series',
    ]);
  });

  it('reads the file again as the user says, and keeps the question so that the answer can be changed', async () => {
    const offer = { format: '', example: '03/04/2024', exampleMs: 0 };
    const question: DateQuestion = {
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
            output: request.kind === 'read-table' && request.input.choices ? profile : asking,
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
          setTimeout(() => reply({ type: 'done', output: { ...profile, name } }), name === 'sales.csv' ? 20 : 0);
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

describe('a table of several series', () => {
  const guess = { ...profile.guess, shape: 'wide' as const, targetColumns: [1, 2], covariateColumns: [] };
  const summary = {
    length: 120,
    firstMs: 0,
    lastMs: 1,
    smallest: 0,
    largest: 1,
    mean: 0.5,
    last: 1,
    spark: [],
    repairs: [],
  };
  const overview: PanelOverview = {
    step: { unit: 'month', every: 1 },
    series: ['sales', 'cost'].map((uniqueId) => ({ uniqueId, ...summary })),
    refused: [],
  };
  const several = except({
    'read-table': (_, reply) => reply({ type: 'done', output: { ...profile, guess } } as Unaddressed),
    'read-panel': (_, reply) => {
      reply({ type: 'progress', progress: { done: 1, total: 2 } } as Unaddressed);
      reply({ type: 'done', output: overview } as Unaddressed);
    },
    'prepare-series': (request, reply) => {
      const { uniqueId } = request.input as Calls['prepare-series']['input'];
      reply({ type: 'done', output: readingOf(120, uniqueId ?? 'first') } as Unaddressed);
    },
  });
  const askedOf = (workers: FakeWorker[]) => workers[0]?.heard.map(({ kind }) => kind);

  it('shows one at once and lists the others after it', async () => {
    const { session, state, dataWorkers } = start({ data: several });
    const seen = new Set<string>();
    session.subscribe(({ run, panel }) => seen.add(`${run.state}, ${panel.state}`));
    await state().openFile(source);
    await settle();
    expect([...seen]).toEqual(expect.arrayContaining(['ready, single', 'ready, reading', 'ready, listed']));
    expect(state().panel).toEqual({ state: 'listed', overview });
    expect(askedOf(dataWorkers)).toEqual(['read-table', 'prepare-series', 'read-panel']);
  });

  it('shows another one by the rhythm of the panel, without listing them anew', async () => {
    const { state, dataWorkers } = start({ data: several });
    await state().openFile(source);
    await settle();
    await state().chooseSeries('cost');
    expect(state().data?.series.uniqueId).toBe('cost');
    expect(dataWorkers[0]?.heard.at(-1)).toMatchObject({ input: { uniqueId: 'cost', step: overview.step } });
    expect(askedOf(dataWorkers)?.filter((kind) => kind === 'read-panel')).toHaveLength(1);
  });

  it('lists them anew by other rules, and keeps to the one shown', async () => {
    const { state, dataWorkers } = start({ data: several });
    await state().openFile(source);
    await settle();
    await state().chooseSeries('cost');
    await state().changeRules({ gaps: 'zero' });
    await settle();
    expect(state().data).toMatchObject({ uniqueId: 'cost', rules: { gaps: 'zero', duplicates: 'auto' } });
    expect(dataWorkers[0]?.heard.at(-1)).toMatchObject({ kind: 'read-panel', input: { rules: { gaps: 'zero' } } });
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
    expect(dataWorkers[0]?.heard.at(-1)).toMatchObject({ input: { rules: { leadingZeros: 'drop' } } });
  });

  it('remembers the rhythm of the file while another is shown', async () => {
    const month = { unit: 'month', every: 1 } as const;
    const quarter = { unit: 'quarter', every: 1 } as const;
    const { state } = start({
      data: except({
        'prepare-series': (request, reply) => {
          const { rules } = request.input as Calls['prepare-series']['input'];
          const reading = readingOf(rules.resample ? 40 : 120);
          const step = rules.resample?.step ?? month;
          reply({ type: 'done', output: { ...reading, series: { ...reading.series, step } } } as Unaddressed);
        },
      }),
    });
    await state().openFile(source);
    await state().changeRules({ resample: { step: quarter, how: 'sum' } });
    expect(state().data).toMatchObject({ fileStep: month, series: { step: quarter } });
    expect(state().settings?.seasonLength).toBe(4);
  });

  it('trains on straight lines where gaps were left open, and does not count them as values', async () => {
    const { state, trainingWorkers } = start({
      data: except({
        'prepare-series': (_, reply) => {
          const reading = readingOf(120);
          reading.series.y[5] = Number.NaN;
          reading.series.filled[5] = 1;
          reply({ type: 'done', output: reading } as Unaddressed);
        },
      }),
    });
    await state().openFile(source);
    await state().startForecast();
    const asked = trainingWorkers[0]?.heard.find(({ kind }) => kind === 'forecast') as { input: ForecastRequest };
    expect(asked.input.series.y[5]).toBe(5);
    expect(asked.input.series.filled[5]).toBe(1);
    expect(state().data?.series.y[5]).toBeNaN();
  });
});

describe('networks that learn from all series of the file', () => {
  const two: TableProfile = { ...profile, guess: { ...profile.guess, targetColumns: [1, 2], covariateColumns: [] } };
  const others = { series: [readingOf(90, 'cost').series], leftOut: 3 };
  const give =
    (output: Answer): Script =>
    (_, reply) =>
      reply({ type: 'done', output } as Unaddressed);
  const overview: PanelOverview = { step: { unit: 'month', every: 1 }, series: [], refused: [] };
  const several = except({ 'read-table': give(two), 'read-panel': give(overview), 'read-others': give(others) });
  const askedOf = (worker: FakeWorker | undefined, kind: CallKind) =>
    (worker?.heard ?? []).filter((request) => request.kind === kind) as Request[];

  async function startWith(change: Parameters<typeof start>[0], scope: 'series' | 'panel' = 'panel') {
    const started = start({ data: several, ...change });
    const { state } = started;
    await state().openFile(source);
    const { settings } = state();
    if (!settings) throw new Error('no settings');
    state().changeSettings({ network: { ...settings.network, scope } });
    return started;
  }

  it('are given the others, read once for the series shown', async () => {
    const { state, dataWorkers, trainingWorkers } = await startWith({});
    await state().startForecast();
    await state().startForecast();
    const read = askedOf(dataWorkers[0], 'read-others');
    expect(read).toHaveLength(1);
    expect(read[0]).toMatchObject({
      input: {
        choice: { ...only(1), targetColumns: [1, 2] },
        shown: { uniqueId: 'sales', step: { unit: 'month', every: 1 } },
      },
    });
    const asked = askedOf(trainingWorkers[0], 'forecast') as { input: ForecastRequest }[];
    for (const { input } of asked) {
      const isNetwork = input.settings.models.some((model) => model === 'lstm' || model === 'transformer');
      expect(input.others).toEqual(isNetwork ? others : undefined);
    }
    expect(asked.filter(({ input }) => input.others)).toHaveLength(4);
    await state().chooseSeries('cost');
    await state().startForecast();
    expect(askedOf(dataWorkers[0], 'read-others')).toHaveLength(2);
  });

  it('are not, where they learn from the series shown or no network is chosen', async () => {
    const alone = await startWith({}, 'series');
    await alone.state().startForecast();
    const plain = await startWith({});
    plain.state().changeSettings({ models: ['ets'] });
    await plain.state().startForecast();
    for (const { dataWorkers } of [alone, plain]) expect(askedOf(dataWorkers[0], 'read-others')).toEqual([]);
  });

  it('learn from the series shown again where a file has but one', async () => {
    let table = two;
    const data: Script = except({ 'read-table': (_, reply) => reply({ type: 'done', output: table } as Unaddressed) });
    const { state } = await startWith({ data });
    expect(state().settings?.network.scope).toBe('panel');
    table = profile;
    await state().openFile(other);
    expect(state().settings?.network.scope).toBe('series');
  });

  it('fail with what went wrong in reading, and can be tried again', async () => {
    let fails = true;
    const data: Script = except({
      'read-table': give(two),
      'read-others': (_, reply, worker) =>
        fails ? worker.die('out of memory') : reply({ type: 'done', output: others } as Unaddressed),
    });
    const { state, dataWorkers } = await startWith({ data });
    await state().startForecast();
    expect(state().run).toMatchObject({ state: 'failed', problem: { code: 'worker-died' } });
    fails = false;
    await state().retry();
    expect(state().run.state).toBe('done');
    // The worker that died took the table with it.
    expect(askedOf(dataWorkers[1], 'read-table')).toHaveLength(1);
  });

  it('can be stopped while the others are read', async () => {
    const data: Script = except({ 'read-table': give(two), 'read-others': () => {} });
    const { state, dataWorkers } = await startWith({ data });
    const running = state().startForecast();
    await vi.waitFor(() => expect(askedOf(dataWorkers[0], 'read-others')).toHaveLength(1));
    const [worker] = dataWorkers;
    if (worker) worker.onCancel = (id) => worker.send(id, { type: 'cancelled' });
    state().cancelForecast();
    await running;
    expect(state().run.state).toBe('done');
    expect(state().run).toMatchObject({ work: { cancelled: true } });
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
    let length = 120;
    const { state } = start({
      data: except({
        'prepare-series': (_, reply) => reply({ type: 'done', output: readingOf(length) } as Unaddressed),
      }),
    });
    await state().openFile(source);
    state().toggleModel('lstm');
    state().toggleModel('naive');
    const chosen = state().settings?.models;
    length = 10;
    await state().openFile(other);
    expect(state().settings?.models).not.toContain('transformer');
    length = 120;
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
    expect(trainingWorkers[0]?.heard.some(({ kind }) => kind === 'forecast')).toBe(false);
  });
});

describe('a forecast', () => {
  it('shows results as they come, and is done', async () => {
    const seen: number[] = [];
    const { session, state } = start({
      training: except({
        forecast: (request, reply, worker) => {
          reply({
            type: 'progress',
            progress: {
              kind: 'training',
              model: 'lstm',
              phase: 'fit',
              epoch: 1,
              epochs: 9,
              curve: { train: [1], validation: [2] },
              etaMs: 800,
            },
          });
          for (const model of modelIds)
            reply({ type: 'progress', progress: { kind: 'result', result: resultOf(model) } });
          obliging(request, reply, worker);
        },
      }),
    });
    await state().openFile(source);
    session.subscribe(({ run }) => run.state === 'training' && seen.push(run.work.results.length));
    await state().startForecast();
    expect(seen).toContain(1);
    expect(state().run).toMatchObject({ state: 'done', work: { split: outcome.split } });
    const { run } = state();
    expect(run.state === 'done' && run.work.results.map(({ model }) => model)).toEqual([...defaultModels]);
  });

  it('that is cancelled keeps what the worker kept', async () => {
    const cancelled = { ...outcome, results: [resultOf('seasonal-naive')], cancelled: true };
    const { state, trainingWorkers } = start({ training: except({ forecast: () => {} }) });
    await state().openFile(source);
    await settle();
    const worker = trainingWorkers[0] as FakeWorker;
    worker.onCancel = (id) => queueMicrotask(() => worker.send(id, { type: 'done', output: cancelled }));
    const running = state().startForecast();
    await settle();
    state().cancelForecast();
    expect(state().run.state).toBe('cancelling');
    await running;
    expect(state().run).toMatchObject({ state: 'done', work: { cancelled: true } });
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
        const heard = trainingWorkers[0]?.heard.filter(({ kind }) => kind === 'prepare-forecast') ?? [];
        return heard.map((request) => ('input' in request ? (request.input as ForecastRequest).settings : null));
      };
      return { state, prepared, heard: () => trainingWorkers.map((worker) => worker.heard.map(({ kind }) => kind)) };
    }

    it('on a GPU, once the data is there and again once changed settings have been left alone', async () => {
      const { state, prepared } = startOn('webgpu');
      await state().openFile(source);
      expect(prepared()).toEqual([]);
      await vi.advanceTimersByTimeAsync(1000);
      expect(prepared()).toEqual([state().settings]);
      state().changeSetting('horizonSteps', 5);
      await vi.advanceTimersByTimeAsync(300);
      state().changeSetting('horizonSteps', 6);
      await vi.advanceTimersByTimeAsync(1000);
      expect(prepared().map((settings) => settings?.horizonSteps)).toEqual([12, 6]);
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
      expect(heard()).toEqual([['start-backend'], ['start-backend'], ['start-backend']]);
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
      const { state, trainingWorkers } = start({
        training: except({
          forecast: (_, reply) =>
            reply({ type: 'progress', progress: { kind: 'result', result: resultOf('seasonal-naive') } }),
        }),
      });
      await state().openFile(source);
      const running = state().startForecast();
      await vi.advanceTimersByTimeAsync(10);
      state().cancelForecast();
      await vi.advanceTimersByTimeAsync(2000);
      await running;
      const { run } = state();
      expect(trainingWorkers[0]?.isTerminated).toBe(true);
      expect(run).toMatchObject({ state: 'done', work: { cancelled: true } });
      expect(run.state === 'done' && run.work.results).toHaveLength(1);
      const others = defaultModels.filter((model) => model !== 'seasonal-naive');
      expect(run.state === 'done' && run.work.failures.map(({ model }) => model)).toEqual(others);
    } finally {
      vi.useRealTimers();
    }
  });

  it('whose worker dies says so, keeps data and results, and can be tried again', async () => {
    let deaths = 1;
    const { state, trainingWorkers } = start({
      training: except({
        forecast: (request, reply, worker) => {
          if (deaths-- > 0) {
            reply({ type: 'progress', progress: { kind: 'result', result: resultOf('seasonal-naive') } });
            worker.die('killed');
          } else obliging(request, reply, worker);
        },
      }),
    });
    await state().openFile(source);
    await state().startForecast();
    const { run } = state();
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'worker-died' } });
    expect(run.state === 'failed' && run.work?.results).toHaveLength(1);
    expect(state().data).not.toBeNull();
    await state().retry();
    expect(state().run.state).toBe('done');
    expect(trainingWorkers).toHaveLength(2);
    expect(trainingWorkers[1]?.heard[0]?.kind).toBe('start-backend');
  });

  it('asks anew what runs after the worker let it down', async () => {
    let faults = 1;
    const { state, trainingWorkers } = start({
      training: except({
        forecast: (request, reply, worker) => {
          if (faults-- > 0) reply({ type: 'failed', problem: { code: 'internal', params: { message: 'GPU lost' } } });
          else obliging(request, reply, worker);
        },
      }),
    });
    await state().openFile(source);
    await state().startForecast();
    await settle();
    expect(state().run).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
    expect(trainingWorkers[0]?.heard.map(({ kind }) => kind)).toEqual(['start-backend', 'forecast', 'start-backend']);
    expect(state().backend.state).toBe('chosen');
  });

  it('ends when another file is opened', async () => {
    const { state, trainingWorkers } = start({ training: except({ forecast: () => {} }) });
    await state().openFile(source);
    void state().startForecast();
    await settle();
    await state().openFile(other);
    expect(state().run.state).toBe('ready');
    expect(trainingWorkers[0]?.heard.at(-1)?.kind).toBe('cancel');
  });
});

describe('searching for settings', () => {
  /** Less for a learning rate that was drawn than for the usual one, and the least for the lowest. */
  const judging = except({
    'try-settings': (request, reply) => {
      const { settings } = (request as Request & { kind: 'try-settings' }).input;
      const isNaive = settings.models[0] === 'seasonal-naive';
      const { learningRate } = settings.network;
      const error = isNaive ? 2 : learningRate === 0.004 ? 1 : learningRate;
      reply({ type: 'done', output: { error } });
    },
  });
  /** Runs until every candidate of the first bracket has had its turn. */
  async function searched(training = judging) {
    const parts = start({ training });
    const { session, state } = parts;
    await state().openFile(source);
    const stop = session.subscribe(({ search }) => {
      if (search.state === 'running' && search.trials.length > 16) state().cancelSearch();
    });
    await state().startSearch(5);
    stop();
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
      models: modelIds.filter((id) => ['seasonal-naive', 'ets', 'theta', 'auto', best.model].includes(id)),
      lookBackSteps: best.settings.lookBackSteps,
      network: best.settings.network,
    });
    state().restoreSettings();
    expect(state().settings).toBe(before);
    expect(state().settingsBefore).toBeNull();
  });

  it('and a forecast keep out of each other’s way', async () => {
    const { state, session } = start({ training: judging });
    await state().openFile(source);
    const searching = state().startSearch(5);
    await state().startForecast();
    expect(state().run.state).toBe('ready');
    expect(state().search.state).toBe('running');
    state().cancelSearch();
    await searching;
    let during: string | null = null;
    session.subscribe(({ run, search }) => {
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
    await searching;
    expect(state().search.state).toBe('none');
  });

  it('says what went wrong in a worker', async () => {
    const dying = except({ 'try-settings': (_, __, worker) => worker.die('out of memory') });
    const { state } = start({ training: dying });
    await state().openFile(source);
    await state().startSearch(5);
    expect(state().search).toMatchObject({ state: 'failed', problem: { code: 'worker-died' } });
  });
});

describe('a link that brings settings', () => {
  const linked: Settings = { ...defaultSettings({ unit: 'month', every: 1 }, 120), horizonSteps: 7, seed: 42 };

  it('waits for data, holds for the first that is opened, and can be undone', async () => {
    const { state } = start({ fragment: `#${writeLink(linked)}` });
    expect(state().link).toEqual({ state: 'waiting', settings: linked });
    await state().openFile(source);
    expect(state().settings).toEqual(linked);
    state().restoreSettings();
    expect(state().settings).toMatchObject({ horizonSteps: 12, seed: 1 });
    state().openLink(`#${writeLink(linked)}`);
    expect(state().settings).toEqual(linked);
    await state().openFile(other);
    expect(state().link.state).toBe('none');
  });

  it('that is broken says so and changes nothing', async () => {
    const { state } = start({ fragment: '#settings=1.x' });
    expect(state().link).toMatchObject({ state: 'broken', problem: { code: 'link-damaged' } });
    await state().openFile(source);
    expect(state().settings).toMatchObject({ horizonSteps: 12 });
    state().dismissLink();
    expect(state().link.state).toBe('none');
    state().openLink('#content');
    expect(state().link.state).toBe('none');
  });
});
