import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { useForecast } from '../context.ts';
import styles from './settings.module.css';

/** The seasons that the data itself shows, to choose from. */
export function SeasonsFound({ found }: { found: readonly number[] }) {
  const { say, number } = useWords();
  const current = useForecast(({ settings }) => settings?.seasonLength ?? null);
  const changeSetting = useForecast((state) => state.changeSetting);
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
