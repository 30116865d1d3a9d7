/** The sides of analyses that do jobs, each loaded once there is a job of it. */
import type { JobSide } from './analysis.ts';

const found = import.meta.glob<{ jobSide: JobSide }>('./*/job-side.ts');

/** @throws {Error} where the analysis has no jobs */
export async function loadJobSide(id: string): Promise<JobSide> {
  const load = found[`./${id}/job-side.ts`];
  if (!load) throw new Error(`the analysis ${id} has no jobs`);
  return (await load()).jobSide;
}
