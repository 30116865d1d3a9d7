import { Suspense, useId } from 'react';
import { settingCards } from '../../../../forecasters/setting-cards.ts';
import { type Settings, settingValue } from '../../../../forecasters/settings.ts';
import { nameSeries } from '../../../../series/panel-index.ts';
import { withRole } from '../../../../session/column-roles.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { targetOf } from '../../../../session/selection.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import { useForecast } from '../context.ts';
import styles from '../settings/settings.module.css';
import { sayTargetProblem } from './say-target-problem.ts';
import { targetsWords } from './words/targets-words.ts';

/** More columns than this are a table of series rather than of targets: it is chosen there what is read. */
const mostOffered = 24;

type TargetFieldsProps = { data: LoadedSeries; settings: Settings };

/** The columns of numbers that could be forecast with the one shown, by their places. */
function columnsOffered({ profile, choice }: LoadedSeries): number[] {
  const isTaken = (place: number) => place === choice.timeColumn || choice.idColumns.includes(place);
  return [...profile.columns.keys()].filter((place) => profile.columns[place].kind === 'number' && !isTaken(place));
}

/** What the series shown is called once other columns are forecast, too. */
function nameAmong({ choice, uniqueId, profile }: LoadedSeries, shown: number): string {
  const name = profile.columns[shown].name;
  const isWhole = choice.idColumns.length === 0 || choice.targetColumns.length > 1;
  return isWhole ? (uniqueId ?? name) : nameSeries(uniqueId ?? '', name, 2);
}

function Fields({ data, settings }: TargetFieldsProps) {
  const words = useWords(targetsWords);
  const { say } = words;
  const page = useWords();
  const id = useId();
  const changeSetting = useForecast((state) => state.changeSetting);
  const targets = useForecast((state) => state.targets);
  const chooseColumns = useSession((state) => state.chooseColumns);
  const { profile, choice, uniqueId } = data;
  const shown = targetOf(choice, uniqueId ?? '', profile.columns);
  const together = settingValue(settings, 'together');
  // What was just made a target is ticked while the columns are read anew.
  const chosen = together.includes(shown) ? together : [];
  const { most } = settingCards.together;
  const toggle = (place: number) => {
    const now = chosen.includes(place) ? chosen.filter((other) => other !== place) : [...chosen, place];
    const wanted = [...new Set([...now, shown])].sort((one, other) => one - other);
    changeSetting('together', wanted.length > 1 ? wanted : []);
    // What is not forecast yet becomes a target, and is no longer read beside the others.
    if (!choice.targetColumns.includes(place))
      void chooseColumns(withRole(choice, place, 'target'), nameAmong(data, shown));
  };
  return (
    <details className={styles.more} data-testid="together">
      <summary>
        {page.say('setting.together')}
        <span className={styles.chosen}>
          {chosen.length > 0 ? say('targets.chosen', { count: chosen.length }) : page.say('setting.together.none')}
        </span>
      </summary>
      <p id={`${id}-why`} className={styles.why}>
        {page.say('setting.together.why')}
      </p>
      <fieldset className={styles.family} aria-describedby={`${id}-why`}>
        {columnsOffered(data).map((place) => (
          <div key={place} className={styles.model}>
            <input
              id={`${id}-${place}`}
              type="checkbox"
              data-testid="together-column"
              data-column={profile.columns[place].name}
              checked={place === shown || chosen.includes(place)}
              disabled={place === shown || (chosen.length >= most && !chosen.includes(place))}
              onChange={() => toggle(place)}
            />
            <label htmlFor={`${id}-${place}`}>
              {profile.columns[place].name}
              {place === shown && <span className={styles.always}>{say('targets.shown')}</span>}
            </label>
            {choice.covariateColumns.includes(place) && <p className={styles.why}>{say('targets.was-beside')}</p>}
          </div>
        ))}
      </fieldset>
      {chosen.length >= most && <p className={styles.why}>{say('targets.most', { count: most })}</p>}
      {targets.map(
        ({ name, problem }) =>
          problem && (
            <p key={name} className={styles.advice} data-testid="together-refused">
              {say('targets.without', { name, reason: sayTargetProblem(words, page, problem) })}
            </p>
          ),
      )}
    </details>
  );
}

/** Which other columns of the same rows are forecast in the same run; nothing where the file has no other. */
export function TargetFields(props: TargetFieldsProps) {
  const offered = columnsOffered(props.data).length;
  if (offered < 2 || offered > mostOffered) return null;
  return (
    <Suspense fallback={null}>
      <Fields {...props} />
    </Suspense>
  );
}
