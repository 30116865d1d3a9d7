import type { AxisCut } from '../../../../ui/chart/axis-cut.ts';
import styles from '../../../../ui/chart/chart.module.css';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';

type CutNoteProps = {
  /** What is cut off; null where the whole axis is shown because the user asked for it. */
  cut: AxisCut | null;
  onChange: (isWhole: boolean) => void;
};

/** That the value axis is cut, and the click that makes it whole; or the click that cuts it again. */
export function CutNote({ cut, onChange }: CutNoteProps) {
  const { say } = useWords();
  return (
    <span className={styles.cutNote} data-testid="cut-note">
      {cut && <span>{say('chart.cut', { count: cut.beyond.length })}</span>}
      <button className={controls.link} type="button" data-testid="cut-axis" onClick={() => onChange(cut !== null)}>
        {say(cut ? 'chart.cut.whole' : 'chart.cut.again')}
      </button>
    </span>
  );
}
