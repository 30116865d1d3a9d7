/** What explaining does for the session: the series that is asked about, and work on it. */
import { createStore } from 'zustand/vanilla';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { ForecastOffer } from '../../../session/offers.ts';
import { describeInput } from '../../../session/run-shelf.ts';
import { isSameChoice } from '../../../session/selection.ts';
import type { AnalysisState, SessionParts, SessionSide } from '../../../session/session-side.ts';
import { candidateOf } from '../../../session/shown.ts';
import type { InputHandle } from '../../../worker/protocol.ts';
import type { WhyBrief, WhyRequest } from '../inputs.ts';
import { createKeptScenarios, type KeptScenario } from './kept-scenarios.ts';
import type { WhyStore } from './why-store.ts';

export type WhyAnalysis = AnalysisState & { store: WhyStore };

/** Open before anybody has opened or closed one. */
const openedFirst = ['number', 'scenarios'];

function createWhyState({ session, jobs, backend, ensureInput, fetchInput, offers, keep }: SessionParts): WhyAnalysis {
  const beyond = createKeptScenarios({ keep });
  let wanting = new AbortController();
  const inUse = new Map<AbortController, InputHandle>();
  const store: WhyStore = createStore((set, get) => ({
    data: null,
    constants: [],
    opened: openedFirst,
    offer: null,
    scenarios: [],

    openSection(id, isOpen) {
      set(({ opened }) => ({
        opened: isOpen ? [...new Set([...opened, id])] : opened.filter((other) => other !== id),
      }));
    },

    keepScenario(scenario) {
      const isSame = ({ name, horizonSteps }: KeptScenario) =>
        name === scenario.name && horizonSteps === scenario.horizonSteps;
      setScenarios([...get().scenarios.filter((other) => !isSame(other)), scenario]);
    },

    forgetScenario(scenario) {
      setScenarios(get().scenarios.filter((other) => other !== scenario));
    },

    async ask(job, signal) {
      const { data } = get();
      await backend.ensure(signal);
      if (signal.aborted) return null;
      const input = await ensureInput(signal);
      if (signal.aborted || get().data !== data) return null;
      if (!input.ok) {
        if (input.problem.code === 'cancelled') return null;
        throw new Error(input.problem.code);
      }
      const controller = new AbortController();
      inUse.set(controller, input.value);
      let part: unknown = null;
      try {
        const planned = { id: job.kind, job, trains: false, seconds: 0, hasParts: false };
        const ran = await jobs.run(
          { analysis: 'why', input: input.value, jobs: [planned] },
          {
            signal,
            onNews(news) {
              if (news.kind === 'done') part = news.part;
              else if (news.kind === 'backend') session.setState({ backend: { state: 'chosen', choice: news.choice } });
            },
          },
        );
        if (!ran.ok && ran.problem.code !== 'cancelled') throw new Error(ran.problem.code);
      } finally {
        inUse.delete(controller);
      }
      return signal.aborted || get().data !== data ? null : (part as never);
    },

    async look(need, signal) {
      const { data } = get();
      const input = await ensureInput(signal);
      if (!input.ok || signal.aborted || get().data !== data) return null;
      const answer = await fetchInput(need);
      return signal.aborted || get().data !== data ? null : { answer: answer as never };
    },
  }));

  function setScenarios(scenarios: readonly KeptScenario[]): void {
    const { data } = store.getState();
    if (!data) return;
    store.setState({ scenarios });
    beyond.set(candidateOf(data), scenarios);
  }

  /** The forecast that is offered, where it is of the series shown. */
  function offerFor(data: LoadedSeries | null, offer: ForecastOffer | null): ForecastOffer | null {
    return data && offer && describeInput(offer.candidate) === describeInput(data) ? offer : null;
  }

  offers.subscribe('forecast', (offer) => store.setState(({ data }) => ({ offer: offerFor(data, offer) })));

  async function wantForecast(): Promise<void> {
    wanting.abort();
    wanting = new AbortController();
    await offers.want('forecast', wanting.signal);
  }

  return {
    store,
    requestFor: ({ choice, rules, uniqueId }, step): WhyRequest => ({ choice, rules, uniqueId, step }),

    show(candidate, { brief }, isSameTable) {
      const { constants, ...reading } = brief as WhyBrief;
      const { series } = reading;
      const before = store.getState().data;
      const { choice, rules } = candidate;
      const earlier = isSameTable && before && isSameChoice(before.choice, choice) ? before : null;
      const fileStep = rules.resample ? (earlier?.fileStep ?? null) : series.step;
      const data: LoadedSeries = { ...candidate, ...reading, uniqueId: series.uniqueId, fileStep };
      store.setState({
        data,
        constants,
        offer: offerFor(data, offers.get('forecast')),
        scenarios: beyond.of(data),
      });
      void wantForecast();
      return { choice, rules, uniqueId: series.uniqueId };
    },

    kept: beyond.kept,

    // What is asked here takes a moment: nobody has to be asked before it is left.
    running: () => null,
    stop: () => {},
    inputsInUse: () => [...inUse.values()],
  };
}

export const sessionSide: SessionSide = { createState: createWhyState };
