import { useEffect, useState } from 'react';
import type { WhyJob, WhyPart } from '../jobs/job.ts';
import { useWhy } from './context.ts';

export type Asked<Kind extends WhyJob['kind']> = {
  /** What came of it; what came of the question before, while this one is worked on. Null where nothing has. */
  part: Extract<WhyPart, { kind: Kind }> | null;
  isPending: boolean;
  /** What went wrong; null where nothing did. */
  message: string | null;
};

/**
 * Has a worker do a job on the series shown, anew whenever it changes.
 *
 * @param job the same object as long as the question is the same; null asks nothing
 */
export function useAsked<Kind extends WhyJob['kind']>(job: Extract<WhyJob, { kind: Kind }> | null): Asked<Kind> {
  const ask = useWhy((state) => state.ask);
  const [answered, setAnswered] = useState<{ job: typeof job; part: Asked<Kind>['part']; message: string | null }>({
    job: null,
    part: null,
    message: null,
  });
  useEffect(() => {
    if (!job) return;
    const controller = new AbortController();
    ask<Kind>(job, controller.signal).then(
      (part) => {
        if (part && !controller.signal.aborted) setAnswered({ job, part, message: null });
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (!controller.signal.aborted) setAnswered({ job, part: null, message });
      },
    );
    return () => controller.abort();
  }, [ask, job]);
  if (!job) return { part: null, isPending: false, message: null };
  const { part, message } = answered;
  return { part, isPending: answered.job !== job, message: answered.job === job ? message : null };
}
