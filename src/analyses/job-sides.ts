/** The sides of analyses that do jobs. They come with the worker: once it runs, a job needs nothing more of the network. */
import type { JobSide } from './analysis.ts';

const found = import.meta.glob<{ jobSide: JobSide }>('./*/job-side.ts', { eager: true });

/** @throws {Error} where the analysis has no jobs */
export function jobSideOf(id: string): JobSide {
  const side = found[`./${id}/job-side.ts`]?.jobSide;
  if (!side) throw new Error(`the analysis ${id} has no jobs`);
  return side;
}
