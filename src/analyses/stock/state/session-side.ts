/** What deciding on stock does for the session: takes the forecasts of all series, and keeps the orders up to what is said of the items. */
import { createStore } from 'zustand/vanilla';
import type { AllSeriesOffer } from '../../../session/offers.ts';
import { isOfSameSeries } from '../../../session/offers.ts';
import type { AnalysisState, SessionParts, SessionSide } from '../../../session/session-side.ts';
import { type Candidate, candidateOf } from '../../../session/shown.ts';
import type { InputHandle } from '../../../worker/protocol.ts';
import type { PlannedJob } from '../../analysis.ts';
import type { ItemField, StockBrief, StockRequest } from '../inputs.ts';
import type {
  CurvePart,
  GivenItems,
  OrdersPart,
  PathsPart,
  Policy,
  ReplayPart,
  StockJob,
  TogetherPart,
} from '../jobs/job.ts';
import { createKeptStock, keyOf } from './kept-stock.ts';
import { addOrders, addTogether, createOrders } from './orders.ts';
import { classesOf, giveItems, itemsWithForecast, planJobs, planTogether, policyOf } from './plan-jobs.ts';
import { resolveItems } from './resolve-items.ts';
import { type StockSettings, usualSettings } from './stock-settings.ts';
import type { StockState, StockStore, StockView } from './stock-store.ts';
import { sumReplays } from './sum-replays.ts';

export type StockAnalysis = AnalysisState & { store: StockStore };

const analysis = 'stock';
/** Numbers that are being typed have to stay as they are for so long. */
const settleMs = 200;

const initialView: StockView = { search: '', filter: null, sort: { key: 'risk', isDescending: true } };
const none = { state: 'none' } as const;

/** All that jobs are made of. */
type Given = { numbers: number[]; give: (numbers: readonly number[]) => GivenItems; policy: Policy; count: number };

function givenOf({ offer, resolved, settings, classes }: StockState): Given | null {
  if (!offer || !resolved) return null;
  return {
    numbers: itemsWithForecast(offer),
    give: (numbers) => giveItems(offer, resolved, settings, classes, numbers),
    policy: policyOf(settings, resolved.stepDays),
    count: offer.names.length,
  };
}

function createStockState(parts: SessionParts): StockAnalysis {
  const { session, jobs, offers, ensureInput, readBeside } = parts;
  const kept = createKeptStock(parts);
  let shown: Candidate | null = null;
  /** What was said of other files with the same columns, while the page is open. */
  const said = new Map<string, { settings: StockSettings; beside: StockState['beside'] }>();
  const under = {
    orders: new AbortController(),
    curve: new AbortController(),
    replay: new AbortController(),
    paths: new AbortController(),
    beside: new AbortController(),
  };
  const inUse = new Map<object, InputHandle>();
  let isReplaying = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  /** Another piece of work of its kind is of no use now. */
  function begin(kind: keyof typeof under): AbortSignal {
    under[kind].abort();
    under[kind] = new AbortController();
    return under[kind].signal;
  }

  async function run(
    planned: readonly PlannedJob<StockJob>[],
    signal: AbortSignal,
    take: (part: unknown) => void,
    onShare: (share: number) => void = () => {},
  ): Promise<boolean> {
    const input = await ensureInput(signal);
    if (!input.ok || signal.aborted) return false;
    const own = {};
    inUse.set(own, input.value);
    const shares = new Map<string, number>();
    const tell = () => onShare([...shares.values()].reduce((sum, each) => sum + each, 0) / planned.length);
    const result = await jobs.runBetween(
      { analysis, input: input.value, jobs: planned },
      {
        signal,
        onNews(news) {
          if (signal.aborted) return;
          if (news.kind === 'done') {
            shares.set(news.id, 1);
            take(news.part);
          } else if (news.kind === 'job') {
            const { done, total } = news.progress as { done: number; total: number };
            shares.set(news.id, done / Math.max(1, total));
          }
          tell();
        },
      },
    );
    inUse.delete(own);
    if (signal.aborted) return false;
    if (!result.ok && result.problem.code !== 'cancelled') {
      store.setState({ problem: { code: result.problem.code, params: result.problem.params } });
    }
    return result.ok;
  }

  /** Decides anew, soon: what is being typed is waited for. */
  function decideSoon(afterMs = settleMs): void {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void decide(), afterMs);
  }

  async function decide(): Promise<void> {
    const { offer, file, beside, settings } = store.getState();
    const signal = begin('orders');
    begin('curve');
    begin('replay');
    if (!offer || !file) return store.setState({ resolved: null, decided: none, curve: none, replay: none });
    const resolved = resolveItems(offer, settings, file, beside?.brief ?? null);
    const classes = classesOf(offer, resolved);
    store.setState({ resolved, classes, curve: none, replay: none });
    const given = givenOf(store.getState());
    if (!given || given.numbers.length === 0) return store.setState({ decided: none });
    const orders = createOrders(given.count);
    const before = store.getState().decided;
    // What was decided before stays until what takes its place is there.
    if (before.state !== 'done') store.setState({ decided: { state: 'running', share: 0 } });
    const isDone = await run(
      planJobs('orders', given.numbers, given.give, given.policy),
      signal,
      (part) => addOrders(orders, part as OrdersPart),
      (share) =>
        store.getState().decided.state === 'running' && store.setState({ decided: { state: 'running', share } }),
    );
    if (signal.aborted) return;
    const minimum = settings.supplierMinimum ?? 0;
    const together = planTogether(orders, resolved, minimum, given.give, given.policy);
    if (isDone && together.length > 0) {
      await run(together, signal, (part) => addTogether(orders, part as TogetherPart));
      if (signal.aborted) return;
    }
    store.setState({ decided: isDone ? { state: 'done', value: { orders, resolved, classes } } : none });
    const { opened } = store.getState();
    if (opened !== null) void drawPaths(opened);
    if (isDone) void store.getState().findCurve();
  }

  async function drawPaths(number: number): Promise<void> {
    const signal = begin('paths');
    const given = givenOf(store.getState());
    if (!given) return;
    const { decided } = store.getState();
    const order = decided.state === 'done' && decided.value.orders.order[number];
    const job: StockJob = {
      kind: 'paths',
      items: given.give([number]),
      policy: given.policy,
      ...(typeof order === 'number' && Number.isFinite(order) && { order }),
    };
    await run([{ id: 'paths', job, trains: false, seconds: 0, hasParts: false }], signal, (part) =>
      store.setState({ paths: { number, part: part as PathsPart } }),
    );
  }

  /** Takes what All series has come to, where it is of the file shown. */
  function takeOffer(offered: AllSeriesOffer | null): void {
    const { offer: before, decided } = store.getState();
    const offer = offered && shown && isOfSameSeries(offered.candidate, shown) ? offered : null;
    store.setState({ offer });
    if (!offer) return;
    const isNew = before?.mean !== offer.mean || before?.names !== offer.names;
    const isOver = offer.run === null;
    // First looks are decided on at once, and tests once all of them are there.
    const hasLooked = offer.run !== null && offer.run.looks.done === offer.run.looks.total;
    const isFirst = hasLooked && decided.state === 'none';
    if (isNew || (isOver && before?.run) || isFirst) decideSoon(0);
  }

  function change(settings: StockSettings): void {
    store.setState({ settings });
    if (shown) kept.keepSettings(shown, settings);
    decideSoon();
  }

  function setBeside(beside: StockState['beside']): void {
    store.setState({ beside, reading: none });
    if (shown) kept.keepBeside(shown, beside);
    decideSoon(0);
  }

  /** A record without a field, or with it. */
  function withField(of: Partial<Record<ItemField, number>>, field: ItemField, value: number | null) {
    const { [field]: _, ...others } = of;
    return value === null ? others : { ...others, [field]: value };
  }

  const store: StockStore = createStore((set, get) => ({
    file: null,
    fileKey: '',
    offer: null,
    beside: null,
    reading: none,
    settings: usualSettings,
    resolved: null,
    classes: new Uint8Array(0),
    decided: none,
    curve: none,
    replay: none,
    paths: null,
    problem: null,
    view: initialView,
    opened: null,

    forecast: () => get().offer?.make(),
    cancelForecast: () => get().offer?.cancel(),

    changeSettings: (part) => change({ ...get().settings, ...part }),

    setSource(field, source) {
      const { settings } = get();
      change({ ...settings, sources: { ...settings.sources, [field]: source } });
    },

    setValue(field, value) {
      const { settings } = get();
      change({ ...settings, values: withField(settings.values, field, value) });
    },

    setItem(uniqueId, field, value) {
      const { settings } = get();
      const { [uniqueId]: before = {}, ...others } = settings.items;
      const own = withField(before, field, value);
      change({ ...settings, items: Object.keys(own).length > 0 ? { ...others, [uniqueId]: own } : others });
    },

    async addBeside(source) {
      const signal = begin('beside');
      const { name } = source;
      set({ reading: { state: 'reading', name } });
      const request: StockRequest = { kind: 'beside' };
      const read = await readBeside(source, request, signal);
      if (signal.aborted) return;
      if (read.ok) setBeside({ name, brief: read.value as StockBrief });
      else if (read.problem.code !== 'cancelled') {
        const { problem } = read;
        const own = problem.code === 'analysis' ? problem.params.problem : problem;
        set({ reading: { state: 'failed', name, problem: own } });
      }
    },

    removeBeside() {
      begin('beside');
      setBeside(null);
    },

    changeView: (part) => set(({ view }) => ({ view: { ...view, ...part } })),

    open(opened) {
      set({ opened, paths: null });
      if (opened !== null) void drawPaths(opened);
    },

    async findCurve() {
      const signal = begin('curve');
      const given = givenOf(get());
      if (!given || given.numbers.length === 0) return;
      set({ curve: { state: 'running', share: 0 } });
      const job: StockJob = { kind: 'curve', items: given.give(given.numbers), policy: given.policy };
      let found: CurvePart | null = null;
      const planned = [{ id: 'curve', job, trains: false, seconds: 0, hasParts: false }];
      await run(
        planned,
        signal,
        (part) => {
          found = part as CurvePart;
        },
        (share) => set({ curve: { state: 'running', share } }),
      );
      if (!signal.aborted) set({ curve: found ? { state: 'done', value: found } : none });
    },

    async startReplay() {
      const signal = begin('replay');
      const given = givenOf(get());
      if (!given || given.numbers.length === 0) return;
      set({ replay: { state: 'running', share: 0 } });
      isReplaying = true;
      const found: ReplayPart[] = [];
      await run(
        planJobs('replay', given.numbers, given.give, given.policy),
        signal,
        (part) => found.push(part as ReplayPart),
        (share) => set({ replay: { state: 'running', share } }),
      );
      isReplaying = false;
      if (!signal.aborted) set({ replay: found.length > 0 ? { state: 'done', value: sumReplays(found) } : none });
    },

    cancelReplay() {
      begin('replay');
      set({ replay: none });
    },

    dismissProblem: () => set({ problem: null }),
  }));
  offers.subscribe('all-series', takeOffer);

  return {
    store,
    requestFor: ({ choice }): StockRequest => ({ kind: 'file', choice }),

    show(candidate, { brief }) {
      const { choice, rules, uniqueId } = candidate;
      const key = keyOf(candidate);
      const { fileKey, settings, beside } = store.getState();
      if (fileKey !== key) {
        if (fileKey) said.set(fileKey, { settings, beside });
        const waiting = kept.take(candidate);
        const known = said.get(key);
        for (const kind of Object.keys(under) as (keyof typeof under)[]) begin(kind);
        store.setState({
          settings: known?.settings ?? waiting.settings ?? usualSettings,
          beside: known?.beside ?? waiting.beside,
          reading: none,
          decided: none,
          curve: none,
          replay: none,
          paths: null,
          problem: null,
          view: initialView,
          opened: null,
        });
      }
      shown = candidateOf(candidate);
      store.setState({ file: brief as StockBrief, fileKey: key, offer: null });
      takeOffer(offers.get('all-series'));
      if (!store.getState().offer) void offers.want('all-series', new AbortController().signal);
      return { choice, rules, uniqueId };
    },

    kept,
    // Only what takes a while is worth a question before it is lost.
    running: () => (isReplaying ? (session.getState().shown?.source.name ?? '') : null),
    stop: () => under.replay.abort(),
    inputsInUse: () => [...inUse.values()],
  };
}

export const sessionSide: SessionSide = { createState: createStockState };
