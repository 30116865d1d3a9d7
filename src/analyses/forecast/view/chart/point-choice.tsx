import { timeAt } from '../../../../series/calendar.ts';
import { withPointRule } from '../../../../series/change-by-hand.ts';
import type { PointRule } from '../../../../series/panel.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { Options } from '../../../../ui/reading/part.tsx';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';

type PointChoiceProps = { data: LoadedSeries; index: number; close: () => void };

const choices = ['keep', 'leave-out', 'usual'] as const;

/** What to do with a value that was flagged: keep it, leave it out, or put what is usual in its place. */
export function PointChoice({ data, index, close }: PointChoiceProps) {
  const { say } = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const { series, rules } = data;
  const ms = timeAt(series.firstMs, series.step, index);
  const chosen = rules.points[series.uniqueId]?.[ms] ?? 'keep';
  // A series begins and ends with a value, which can be replaced but not left out.
  const isAtEnd = index === 0 || index === series.length - 1;
  const choose = (wanted: PointRule | 'keep') => {
    close();
    if (wanted === chosen) return;
    void changeRules({
      points: withPointRule(rules.points, series.uniqueId, ms, wanted === 'keep' ? null : wanted),
    });
  };
  return (
    <>
      <Options
        options={choices
          .filter((choice) => choice !== 'leave-out' || !isAtEnd)
          .map((choice) => ({ value: choice, label: say(`chart.point.${choice}`), testId: `point-${choice}` }))}
        chosen={chosen}
        onChoose={choose}
      />
      <p className={controls.faint}>{say('chart.point.why')}</p>
    </>
  );
}
