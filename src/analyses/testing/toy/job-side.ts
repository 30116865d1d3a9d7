import { ok } from '../../../base/result.ts';
import type { JobSide } from '../../analysis.ts';

type Job = { column: string };

export const jobSide: JobSide<Job, string, Job, string[], never, string[], string> = {
  async run({ column }, { need, share, signal }) {
    const labels = await need({ column });
    const half = Math.ceil(labels.length / 2);
    const longest = await Promise.all(
      [labels.slice(0, half), labels.slice(half)].map((part) => share(part, { signal })),
    );
    return ok(longestOf(longest));
  },
  help: async (labels) => ({ value: longestOf(labels) }),
};

function longestOf(labels: readonly string[]): string {
  return labels.reduce((longest, label) => (label.length > longest.length ? label : longest), '');
}
