import { Suspense, useId, useState } from 'react';
import type { Recommendation } from '../../../../evaluation/recommend-model.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { latePart } from '../../../../ui/shell/late-part.tsx';
import type { Work } from '../../state/run.ts';
import styles from './take-away.module.css';
import { takeAwayWords } from './words/take-away-words.ts';

export type TakeAwayProps = { data: LoadedSeries; work: Work; recommendation: Recommendation };

const Panel = latePart(async () => (await import('./take-away-panel.tsx')).TakeAwayPanel);

function Menu(props: TakeAwayProps) {
  const { say } = useWords(takeAwayWords);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button className={controls.button} type="button" data-testid="take-away" popoverTarget={id}>
        {say('away.open')}
      </button>
      <div
        className={styles.panel}
        id={id}
        popover="auto"
        data-testid="take-away-panel"
        onBeforeToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && <Panel {...props} />}
      </div>
    </>
  );
}

/** What of a run is of use elsewhere: its trained networks, and a script. */
export function TakeAway(props: TakeAwayProps) {
  return (
    <Suspense fallback={null}>
      <Menu {...props} />
    </Suspense>
  );
}
