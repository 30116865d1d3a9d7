import { settingsIn } from '../../../../forecasters/setting-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { columnsBeside } from '../../../../session/column-roles.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { targetOf } from '../../../../session/selection.ts';
import { sayBeside } from '../../../../ui/reading/beside-words.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { RangeProblems } from '../../state/settings-draft.ts';
import { useForecast } from '../context.ts';
import { SettingField } from './setting-field.tsx';
import styles from './settings.module.css';

/** Columns of the file that are known for fewer steps ahead than are asked for, with how many those are. */
function columnsThatEnd({ covariates }: SeriesOutline, names: readonly string[], horizonSteps: number) {
  const stepsOf = (name: string) => {
    const own = covariates.filter((covariate) => covariate.name === name || covariate.name.startsWith(`${name}: `));
    return Math.min(...own.map(({ stepsAhead }) => stepsAhead));
  };
  return names.map((name) => ({ name, steps: stepsOf(name) })).filter(({ steps }) => steps < horizonSteps);
}

/** A sentence on columns, and the horizon that would do for them; null where none would. */
type Shortage = { sentence: string; horizonSteps: number | null };

/** What is known ahead only for too short a time, and what could be done about it. */
function findShortages(
  { say, list }: Words,
  { series, choice, profile, uniqueId }: LoadedSeries,
  horizon: number,
): Shortage[] {
  const { columns } = profile;
  const short = columnsThatEnd(series, columnsBeside(choice, columns).future, horizon);
  const namesOf = (some: typeof short) => list(some.map(({ name }) => name));
  const ending = short.filter(({ steps }) => steps === 0);
  const others = short.filter(({ steps }) => steps > 0);
  const steps = Math.min(...others.map((column) => column.steps));
  const target = columns[targetOf(choice, uniqueId ?? '', [...columns])]?.name ?? '';
  return [
    ...(ending.length > 0
      ? [{ sentence: say('settings.beside.ends', { names: namesOf(ending), horizon, target }), horizonSteps: null }]
      : []),
    ...(others.length > 0
      ? [{ sentence: say('settings.beside.short', { names: namesOf(others), horizon, steps }), horizonSteps: steps }]
      : []),
  ];
}

type CovariateFieldsProps = { data: LoadedSeries; settings: Settings; unit: string; problems: RangeProblems };

/** What networks read beside the series: columns of the file, the calendar, public holidays. */
export function CovariateFields({ data, settings, unit, problems }: CovariateFieldsProps) {
  const words = useWords();
  const { say, sentences } = words;
  const changeSettings = useForecast((state) => state.changeSettings);
  const { network, horizonSteps } = settings;
  const { series, choice, profile } = data;
  const names = columnsBeside(choice, profile.columns);
  const columns = sayBeside(words, names);
  const shortages = findShortages(words, data, horizonSteps);
  const isAlone = names.static.length > 0 && network.scope === 'series';
  const { step } = series;
  return (
    <>
      <p className={styles.why} data-testid="beside">
        {sentences([
          columns === null ? say('settings.beside.none') : say('settings.beside', { columns }),
          ...(isAlone ? [say('settings.beside.single')] : []),
        ])}
      </p>
      {shortages.map(({ sentence, horizonSteps: enough }) => (
        <p key={sentence} className={styles.advice} data-testid="beside-short">
          {sentence}{' '}
          {enough !== null && (
            <button
              className={controls.link}
              type="button"
              data-testid="beside-horizon"
              onClick={() => changeSettings({ horizonSteps: enough })}
            >
              {say('advice.use.horizonSteps', { value: enough })}
            </button>
          )}
        </p>
      ))}
      {step.unit !== 'row' &&
        step.unit !== 'year' &&
        settingsIn('covariates').map((name) => <SettingField key={name} name={name} unit={unit} problems={problems} />)}
    </>
  );
}
