import { useMemo } from 'react';
import { closeGaps } from '../../series/fill-gaps.ts';
import type { Series } from '../../series/series.ts';
import { findSeasons } from '../../statistics/find-seasons.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './settings.module.css';

/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;

/** The seasons that the data itself shows, to choose from. */
export function SeasonsFound({ series }: { series: Series }) {
  const { say, number } = useWords();
  const current = useSession(({ settings }) => settings?.seasonLength ?? null);
  const changeSetting = useSession((state) => state.changeSetting);
  const found = useMemo(() => findSeasons(closeGaps(series).y.slice(-pointsSearched)), [series]);
  return (
    <p className={styles.found} data-testid="seasons-found">
      {say(found.length > 0 ? 'settings.seasons-found' : 'settings.no-season-found')}
      {found.map((season) =>
        season === current ? (
          <strong key={season}>{number(season)}</strong>
        ) : (
          <button
            key={season}
            className={controls.link}
            type="button"
            aria-label={say('settings.use-season', { season })}
            onClick={() => changeSetting('seasonLength', season)}
          >
            {number(season)}
          </button>
        ),
      )}
    </p>
  );
}
