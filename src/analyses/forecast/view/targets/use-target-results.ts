import { rankResults } from '../../../../evaluation/ranking.ts';
import type { TargetResults } from '../../../../export/targets-sheets.ts';
import { takenOf } from '../../state/recommend-of.ts';
import { isTraining, shownWork } from '../../state/run.ts';
import { useForecast } from '../context.ts';

/** What has come of each target that was forecast together, the result taken first; null while one is under way. */
export function useTargetResults(): readonly TargetResults[] | null {
  const targets = useForecast((state) => state.targets);
  const targetRuns = useForecast((state) => state.targetRuns);
  const run = useForecast((state) => state.run);
  const shown = useForecast((state) => state.data?.uniqueId);
  const known = targets.flatMap(({ name, data }) => {
    const own = data?.uniqueId === shown ? run : targetRuns[name];
    return data && own ? [{ name, data, own }] : [];
  });
  if (known.length < 2 || known.some(({ own }) => isTraining(own))) return null;
  return known.flatMap(({ name, data, own }): TargetResults[] => {
    const work = shownWork(own);
    const taken = work && takenOf(work, 'mae');
    if (!work || !taken) return [];
    const others = rankResults(work.results, 'mae').filter((result) => result !== taken);
    return [{ name, series: data.series, results: [taken, ...others] }];
  });
}
