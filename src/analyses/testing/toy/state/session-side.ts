import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnalysisState, SessionParts, SessionSide } from '../../../../session/session-side.ts';

type ToyStore = StoreApi<{ columns: string[]; longest: Record<string, string> }>;
export type Toy = AnalysisState & { store: ToyStore; find(): Promise<void> };

function createToy({ jobs, ensureInput }: SessionParts): Toy {
  const store: ToyStore = createStore(() => ({ columns: [], longest: {} }));
  return {
    store,
    async find() {
      const input = await ensureInput(new AbortController().signal);
      if (!input.ok) return;
      const plan = store.getState().columns.map((column) => ({
        id: column,
        job: { column },
        trains: false,
        seconds: 0,
        hasParts: true,
      }));
      const longest: Record<string, string> = {};
      await jobs.run(
        { analysis: 'toy', input: input.value, jobs: plan },
        {
          onNews(news) {
            if (news.kind === 'done') longest[news.id] = news.part as string;
          },
        },
      );
      store.setState({ longest });
    },
    requestFor: () => null,
    show({ choice, rules, uniqueId }, { brief }) {
      store.setState({ columns: brief as string[], longest: {} });
      return { choice, rules, uniqueId };
    },
    running: () => null,
    stop: () => {},
    inputsInUse: () => [],
  };
}

export const sessionSide: SessionSide = { createState: createToy };
