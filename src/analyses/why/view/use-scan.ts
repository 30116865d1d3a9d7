import { useEffect, useRef, useState } from 'react';

/** Series that are looked at in one go: so soon a scan stops and says how far it is. */
const atOnce = 40;

type Looked = { total: number; looked: number };
type State<Known> = { of: object; done: number; total: number; known: Known | null; isRunning: boolean };

export type Scan<Known> = Omit<State<Known>, 'of'> & {
  isDone: boolean;
  /** Goes on where it was stopped. */
  start: () => void;
  stop: () => void;
};

/**
 * Goes through all series of a file, some at a time.
 *
 * @param of what is gone through: of another one nothing is known
 * @param ask for those from `from` on, without that of `end`; null where it came to nothing
 * @param join what is known with what was found now
 */
export function useScan<Answer extends Looked, Known>(
  of: object,
  ask: (from: number, end: number, signal: AbortSignal) => Promise<Answer | null>,
  join: (known: Known | null, answer: Answer) => Known,
): Scan<Known> {
  const [state, setState] = useState<State<Known> | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const own = state?.of === of ? state : { of, done: 0, total: 0, known: null, isRunning: false };

  const go = async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    let now: State<Known> = { ...own, isRunning: true };
    for (let from = own.done; !controller.signal.aborted; from += atOnce) {
      setState(now);
      const answer = await ask(from, from + atOnce, controller.signal);
      if (!answer) break;
      const { total, looked } = answer;
      now = { ...now, total, done: now.done + looked, known: join(now.known, answer) };
      if (now.done >= total || looked === 0) break;
    }
    if (running.current === controller) setState({ ...now, isRunning: false });
  };
  return {
    ...own,
    isDone: own.total > 0 && own.done >= own.total,
    start: () => void go(),
    stop: () => running.current?.abort(),
  };
}
