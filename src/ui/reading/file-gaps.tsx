import { useMemo } from 'react';
import type { GapRule } from '../../series/fill-gaps.ts';
import type { RefusedSeries, RepairRules, SeriesSummary } from '../../series/panel.ts';
import { useSession, useWords } from '../shell/context.ts';
import { ChoicePart } from './part.tsx';
import styles from './reading.module.css';

/** What every series of a file has filled in, and how most of it was. */
type FileGaps = { points: number; series: number; rule: GapRule; refused: number };

const gapKinds: readonly string[] = ['gaps', 'empty', 'unreadable'];
const rules = ['zero', 'carry', 'linear', 'seasonal', 'leave'] as const satisfies readonly GapRule[];

function countGaps(series: readonly SeriesSummary[], refused: readonly RefusedSeries[]): FileGaps {
  const byRule = new Map<string, number>();
  let points = 0;
  let withGaps = 0;
  for (const { repairs } of series) {
    let own = 0;
    for (const { kind, count, rule } of repairs) {
      if (!gapKinds.includes(kind)) continue;
      own += count;
      byRule.set(rule ?? '', (byRule.get(rule ?? '') ?? 0) + count);
    }
    points += own;
    if (own > 0) withGaps++;
  }
  const most = rules.reduce((one, other) => ((byRule.get(other) ?? 0) > (byRule.get(one) ?? 0) ? other : one));
  const tooMany = refused.filter(({ problem }) => problem.code === 'too-many-gaps').length;
  return { points, series: withGaps, rule: most, refused: tooMany };
}

/** What stands for missing points, in one sentence for all series of a file, to be changed for all of them. */
export function GapsOfFile({ gaps }: { gaps: RepairRules['gaps'] }) {
  const { say } = useWords();
  const panel = useSession((state) => state.panel);
  const changeRules = useSession((state) => state.changeRules);
  const overview = panel.state === 'listed' ? panel.overview : null;
  const found = useMemo(() => overview && countGaps(overview.series, overview.refused), [overview]);
  if (!found || (found.points === 0 && found.refused === 0)) return null;
  const { points, series, rule, refused } = found;
  const options: { value: RepairRules['gaps']; label: string }[] = [
    { value: 'auto', label: say('gaps-of-file.auto') },
    ...rules.map((value) => ({ value, label: say(`repair.rule.${value}`) })),
  ];
  return (
    <div className={styles.gaps} data-testid="gaps-of-file">
      {points > 0 && (
        <span>{say('gaps-of-file', { count: points, series: say('count.series', { count: series }) })} </span>
      )}
      {refused > 0 && <span>{say('gaps-of-file.refused', { count: refused })} </span>}
      <ChoicePart
        text={points > 0 ? say(`gaps-of-file.${rule}`) : say('gaps-of-file.fill')}
        label={say('gaps-of-file.label')}
        why={say(`gaps-of-file.why.${gaps === 'auto' ? 'auto' : 'chosen'}`)}
        testId="part-gaps"
        options={options}
        chosen={gaps}
        onChoose={(value) => void changeRules({ gaps: value })}
      />
    </div>
  );
}
