import { Suspense } from 'react';
import { latePart } from '../../../../ui/shell/late-part.tsx';
import { useForecast } from '../context.ts';
import { useTargetResults } from './use-target-results.ts';

const Board = latePart(async () => (await import('./target-board.tsx')).TargetBoard);

/** What came of all targets that were forecast together, once none of them is under way; nothing where there is one alone. */
export function AllTargets() {
  const targets = useTargetResults();
  const source = useForecast((state) => state.data?.source.name ?? '');
  if (!targets || targets.length < 2) return null;
  return (
    <Suspense fallback={null}>
      <Board source={source} targets={targets} />
    </Suspense>
  );
}
