import { withoutPointsOf } from '../../series/change-by-hand.ts';
import type { Repair, RepairRules } from '../../series/panel.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import { targetOf } from '../../session/selection.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './part.module.css';
import { Options, Part } from './part.tsx';
import { explainRepair, nameRepair, placeRepair, type RuleChoice, ruleOf } from './repair-words.ts';

type RuleOptionsProps = { repair: Repair; rule: RuleChoice; onChange: (change: Partial<RepairRules>) => void };

function chosenOf({ isApplied, rule }: Repair, { name }: RuleChoice): string {
  if (name === 'gaps' || name === 'duplicates') return rule ?? '';
  return isApplied ? 'drop' : 'keep';
}

function RuleOptions({ repair, rule, onChange }: RuleOptionsProps) {
  const { say } = useWords();
  return (
    <Options<string>
      options={rule.values.map((value) => ({
        value,
        label: say(`repair.rule.${value}`),
        testId: `rule-${value}`,
      }))}
      chosen={chosenOf(repair, rule)}
      onChoose={(value) => onChange({ [rule.name]: value })}
    />
  );
}

/** How one repair is taken back; null where there is nothing to take back. */
function undoOf({ kind, isApplied }: Repair, { rules, fileStep, series }: LoadedSeries): Partial<RepairRules> | null {
  if (kind === 'by-hand') return { points: withoutPointsOf(rules.points, series.uniqueId) };
  if (kind === 'resampled') return fileStep && { resample: null };
  const rule = ruleOf(kind);
  if (!rule || !isApplied || rules[rule.name] === rule.undone) return null;
  return { [rule.name]: rule.undone };
}

/** One repair: how often, where, by which rule, and how to undo it. */
export function RepairPart({ repair, data }: { repair: Repair; data: LoadedSeries }) {
  const words = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const { series, profile, choice, uniqueId } = data;
  const target = profile.columns[targetOf(choice, uniqueId ?? '', profile.columns)];
  const name = nameRepair(words, repair);
  const where = placeRepair(words, repair, series);
  const rule = ruleOf(repair.kind);
  const undo = undoOf(repair, data);
  return (
    <Part text={name} label={name} testId={`repair-${repair.kind}`}>
      {(close) => {
        const change = (changed: Partial<RepairRules>) => {
          close();
          void changeRules(changed);
        };
        return (
          <>
            <p className={styles.why}>{explainRepair(words, repair, target, series)}</p>
            {where && <p className={styles.why}>{where}</p>}
            {rule && <RuleOptions repair={repair} rule={rule} onChange={change} />}
            {undo && (
              <button className={controls.button} type="button" data-testid="repair-undo" onClick={() => change(undo)}>
                {words.say('repair.undo')}
              </button>
            )}
          </>
        );
      }}
    </Part>
  );
}
