/** What judging prices does for the session: judges all items of the file shown, and keeps what was said of them. */
import { createStore } from 'zustand/vanilla';
import { type AllSeriesOffer, isOfSameSeries, offeredStages } from '../../../session/offers.ts';
import type { AnalysisState, SessionParts, SessionSide } from '../../../session/session-side.ts';
import { type Candidate, candidateOf } from '../../../session/shown.ts';
import type { InputHandle } from '../../../worker/protocol.ts';
import type { PlannedJob } from '../../analysis.ts';
import { areEnough } from '../guess-columns.ts';
import type { PriceBrief, PriceColumns, PriceRequest } from '../inputs.ts';
import type { PriceJob, PricePart } from '../jobs/job.ts';
import { createKeptPrice, keyOf } from './kept-price.ts';
import { type PriceSettings, usualSettings } from './price-settings.ts';
import type { PriceStore, PriceView } from './price-store.ts';

export type PriceAnalysis = AnalysisState & { store: PriceStore };

const analysis = 'price';
const initialView: PriceView = { search: '', filter: null, sort: { key: 'gain', isDescending: true } };
const none = { state: 'none' } as const;

/** The columns in use: what was said, else the guess as far as the file still has it. */
export function columnsOf({ guess }: PriceBrief, { columns }: PriceSettings): PriceColumns {
  return { ...guess, ...columns };
}

/** Units a step of each series over the horizon of its forecast. */
function aheadOf({ names, mean, horizonSteps, stage }: AllSeriesOffer): Map<string, number> {
  const found = new Map<string, number>();
  for (const [number, name] of names.entries()) {
    if (stage[number] !== offeredStages.looked && stage[number] !== offeredStages.tested) continue;
    const own = mean.subarray(number * horizonSteps, (number + 1) * horizonSteps);
    const sum = own.reduce((all, each) => all + Math.max(0, each), 0);
    if (Number.isFinite(sum)) found.set(name, sum / horizonSteps);
  }
  return found;
}

function createPriceState(parts: SessionParts): PriceAnalysis {
  const { jobs, offers, ensureInput } = parts;
  const kept = createKeptPrice(parts);
  let shown: Candidate | null = null;
  let under = new AbortController();
  const said = new Map<string, PriceSettings>();
  const inUse = new Map<object, InputHandle>();

  /** Judges all items anew. */
  async function judge(): Promise<void> {
    under.abort();
    under = new AbortController();
    const { signal } = under;
    const { file, settings } = store.getState();
    if (!file) return;
    const columns = columnsOf(file, settings);
    if (!areEnough(columns)) return store.setState({ part: none });
    store.setState({ part: { state: 'running', share: 0 } });
    const input = await ensureInput(signal);
    if (!input.ok || signal.aborted) return;
    const own = {};
    inUse.set(own, input.value);
    const job: PriceJob = { columns };
    const planned: PlannedJob<PriceJob>[] = [{ id: 'judge', job, trains: false, seconds: 0, hasParts: false }];
    const result = await jobs.run(
      { analysis, input: input.value, jobs: planned },
      {
        signal,
        onNews(news) {
          if (signal.aborted) return;
          if (news.kind === 'done') store.setState({ part: { state: 'done', value: news.part as PricePart } });
          else if (news.kind === 'job') {
            const { done, total } = news.progress as { done: number; total: number };
            store.setState({ part: { state: 'running', share: done / Math.max(1, total) } });
          }
        },
      },
    );
    inUse.delete(own);
    if (signal.aborted || result.ok || result.problem.code === 'cancelled') return;
    store.setState({ part: none, problem: { code: result.problem.code, params: result.problem.params } });
  }

  function takeOffer(offered: AllSeriesOffer | null): void {
    const isOwn = offered && shown && isOfSameSeries(offered.candidate, shown);
    // While forecasts come in one by one nothing is worked out anew for each.
    if (isOwn && offered.run !== null) return;
    const ahead = isOwn ? aheadOf(offered) : null;
    store.setState({ ahead: ahead && ahead.size > 0 ? ahead : null });
  }

  function change(settings: PriceSettings): void {
    store.setState({ settings });
    if (shown) kept.keepSettings(shown, settings);
  }

  const store: PriceStore = createStore((set, get) => ({
    file: null,
    fileKey: '',
    settings: usualSettings,
    part: none,
    ahead: null,
    problem: null,
    view: initialView,
    opened: null,

    changeSettings: (part) => change({ ...get().settings, ...part }),

    setColumn(role, column) {
      const { settings } = get();
      change({ ...settings, columns: { ...settings.columns, [role]: column } });
      void judge();
    },

    setCost(uniqueId, cost) {
      const { settings } = get();
      const { [uniqueId]: _, ...costs } = settings.costs;
      change({ ...settings, costs: cost === null ? costs : { ...costs, [uniqueId]: cost } });
    },

    changeView: (part) => set(({ view }) => ({ view: { ...view, ...part } })),
    open: (opened) => set({ opened }),
    dismissProblem: () => set({ problem: null }),
  }));
  offers.subscribe('all-series', takeOffer);

  return {
    store,
    requestFor: ({ choice }): PriceRequest => ({ choice }),

    show(candidate, { brief }) {
      const { choice, rules, uniqueId } = candidate;
      const key = keyOf(candidate);
      const { fileKey, settings, part } = store.getState();
      shown = candidateOf(candidate);
      if (fileKey !== key || part.state === 'none') {
        if (fileKey) said.set(fileKey, settings);
        const { names } = brief as PriceBrief;
        store.setState({
          file: brief as PriceBrief,
          fileKey: key,
          settings: said.get(key) ?? kept.take(candidate) ?? (fileKey === key ? settings : usualSettings),
          part: none,
          problem: null,
          view: initialView,
          opened: names.length === 1 ? 0 : null,
        });
        void judge();
      }
      takeOffer(offers.get('all-series'));
      return { choice, rules, uniqueId };
    },

    kept,
    running: () => null,
    stop: () => under.abort(),
    inputsInUse: () => [...inUse.values()],
  };
}

export const sessionSide: SessionSide = { createState: createPriceState };
