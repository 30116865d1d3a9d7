import { use, useEffect } from 'react';
import { analysisIds } from '../../analyses/list.ts';
import { isNetwork, modelIds } from '../../forecasters/model-cards.ts';
import { Restore } from '../files/restore.tsx';
import { useSession, useWords, ViewSidesContext } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { Notice } from '../shell/notice.tsx';
import styles from './drop.module.css';
import { DropZone } from './drop-zone.tsx';
import { PasteField } from './paste-field.tsx';
import { Samples } from './samples.tsx';

/** The way back to data that is loaded, from where the browser's history has led. */
function BackToData() {
  const { say } = useWords();
  const name = useSession(({ shown }) => shown?.source.name ?? null);
  const leaveStart = useSession((state) => state.leaveStart);
  if (name === null) return null;
  return (
    <div className={controls.calm}>
      <p>{say('start.still-open', { name })}</p>
      <button className={controls.button} type="button" data-testid="back-to-data" onClick={leaveStart}>
        {say('start.back')}
      </button>
    </div>
  );
}

/** How many models there are; all but the networks and the one trained ahead are statistical. */
const models = modelIds.length;
const networks = modelIds.filter(isNetwork).length;
const counts = { models, networks, statistical: models - networks - 1 };

/** Loads what shows the data while one still looks for them. */
function useLoadedViews(): void {
  const loadView = use(ViewSidesContext);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const id of analysisIds) loadView(id).catch(() => {});
    });
    return () => clearTimeout(timer);
  }, [loadView]);
}

/** The page before there is any data. */
export function Start() {
  const { say } = useWords();
  useLoadedViews();
  return (
    <div className={styles.start}>
      <div className={styles.intro}>
        <h1 className={styles.headline}>{say('start.headline')}</h1>
        <p className={styles.lead}>{say('start.lead', counts)}</p>
      </div>
      <div className={styles.entry}>
        <BackToData />
        <Restore />
        <Notice />
        <div className={styles.ways}>
          <DropZone />
          <PasteField />
        </div>
      </div>
      <Samples />
    </div>
  );
}
