import { Suspense } from 'react';
import type { Recommendation } from '../../../../evaluation/recommend-model.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { latePart } from '../../../../ui/shell/late-part.tsx';
import { PopoverMenu } from '../../../../ui/shell/popover-menu.tsx';
import type { Work } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import styles from './take-away.module.css';
import { takeAwayWords } from './words/take-away-words.ts';

export type TakeAwayProps = { data: LoadedSeries; work: Work; recommendation: Recommendation };

const Panel = latePart(async () => (await import('./take-away-panel.tsx')).TakeAwayPanel);

function Menu(props: TakeAwayProps) {
  const { say } = useWords(takeAwayWords);
  const isAsked = useForecast(({ shops }) => shops.isAsked);
  return (
    <PopoverMenu
      label={say('away.open')}
      testId="take-away"
      panelTestId="take-away-panel"
      buttonClass={controls.button}
      panelClass={styles.panel}
      isAsked={isAsked}
    >
      <Panel {...props} />
    </PopoverMenu>
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
