import { type EpochReport, FitCancelled, type FitContext } from './forecaster.ts';
import type { LossCurve } from './training/loss-curve.ts';

/** Most fits that are begun and not done: more than there are workers, few enough for all they learn from to be in memory. */
const mostBegun = 16;

/** Fits several times, each apart from the others: at once where trainings are shared, else one after the other. */
export async function fitEach<Item, Fitted>(
  items: readonly Item[],
  { signal, onEpoch, ...others }: FitContext,
  fitOne: (item: Item, context: FitContext) => Promise<Fitted>,
): Promise<(Fitted | null)[]> {
  const fitted: (Fitted | null)[] = items.map(() => null);
  const faults: unknown[] = [];
  const calledOff = new AbortController();
  const parts = joinProgress(items.length, onEpoch);
  const entries = items.entries();

  async function fitNext(): Promise<void> {
    for (const [at, item] of entries) {
      const own = others.share ? AbortSignal.any([signal, calledOff.signal]) : signal;
      try {
        fitted[at] = await fitOne(item, { ...others, signal: own, onEpoch: parts.tell(at) });
        parts.end(at);
      } catch (error) {
        if (!(error instanceof FitCancelled)) {
          faults.push(error);
          calledOff.abort();
        }
      }
      if (signal.aborted || calledOff.signal.aborted) return;
    }
  }

  await Promise.all(Array.from({ length: Math.min(others.share ? mostBegun : 1, items.length) }, fitNext));
  if (faults.length > 0) throw faults[0];
  return fitted;
}

type FitPart = { told: EpochReport | null; isDone: boolean };

const noCurve: LossCurve = { train: [], validation: [] };

/**
 * Counts the epochs of several fits as one, with the curve of the first that is not done. A part that has told nothing yet
 * counts like the longest of the others, one that never does like one epoch.
 */
function joinProgress(count: number, onEpoch: FitContext['onEpoch']) {
  const parts = Array.from({ length: count }, (): FitPart => ({ told: null, isDone: false }));

  function report(): void {
    const usual = parts.reduce((most, { told }) => Math.max(most, told?.epochs ?? 1), 1);
    const sumOf = (of: (part: FitPart) => number) => parts.reduce((sum, part) => sum + of(part), 0);
    const current = parts.find(({ told, isDone }) => told && !isDone) ?? parts.find(({ told }) => told);
    onEpoch?.({
      ...(current?.told ?? { curve: noCurve }),
      epoch: sumOf(({ told, isDone }) => (isDone ? (told?.epochs ?? usual) : (told?.epoch ?? 0))),
      epochs: sumOf(({ told }) => told?.epochs ?? usual),
    });
  }

  return {
    tell(at: number) {
      return (told: EpochReport): void => {
        const { told: before } = parts[at];
        if (before && told.epoch / told.epochs < before.epoch / before.epochs) return;
        parts[at].told = told;
        report();
      };
    },
    end(at: number): void {
      parts[at].isDone = true;
      report();
    },
  };
}
