/** The targets that are forecast together with the one shown: what each is, and what has come of it. */
import { checkSettings, type Settings, type SettingsProblem, settingValue } from '../../../forecasters/settings.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { describeInput } from '../../../session/run-shelf.ts';
import { targetOf } from '../../../session/selection.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { TargetReading, ViewNeed } from '../inputs.ts';
import type { ForecastAccess } from './forecast-store.ts';

/** A target as it can be shown; null where it is refused, and why. */
export type KnownTarget = Pick<TargetReading, 'column' | 'name'> &
  ({ data: LoadedSeries; problem: null } | { data: null; problem: TargetProblem });

export type TargetProblem = NonNullable<TargetReading['problem']> | SettingsProblem;

/** The columns that these settings forecast together with the series shown; none where it is not among them. */
function columnsTogether(
  settings: Settings,
  { choice, uniqueId, profile }: Pick<LoadedSeries, 'choice' | 'uniqueId' | 'profile'>,
): readonly number[] {
  const columns = settingValue(settings, 'together').filter((place) => choice.targetColumns.includes(place));
  const shown = targetOf(choice, uniqueId ?? '', profile.columns);
  return columns.length > 1 && columns.includes(shown) ? columns : [];
}

export type TargetPart = {
  /** The targets forecast with this data by these settings, itself among them; none where it is forecast by itself. */
  targetsOf(data: LoadedSeries, settings: Settings): Promise<readonly KnownTarget[]>;
  /** Keeps the targets in the store those of what is shown. */
  follow(): () => void;
};

function knownTarget(data: LoadedSeries, settings: Settings, target: TargetReading): KnownTarget {
  const { column, name, uniqueId, reading, problem } = target;
  if (!reading) return { column, name, data: null, problem };
  const checked = checkSettings(settings, reading.series.length);
  if (!checked.ok) return { column, name, data: null, problem: checked.problem };
  return { column, name, data: { ...data, ...reading, uniqueId }, problem: null };
}

export function createTargetPart(
  { set, get }: ForecastAccess,
  { fetchInput }: Pick<SessionParts, 'fetchInput'>,
  subscribe: (listener: () => void) => () => void,
): TargetPart {
  let asked: { key: string; readings: Promise<TargetReading[]> } | null = null;

  function read(data: LoadedSeries, columns: readonly number[]): Promise<TargetReading[]> {
    const key = `${describeInput(data)} ${columns.join(' ')}`;
    if (asked?.key !== key) {
      const need: ViewNeed = { kind: 'target-readings', columns };
      // The input of what is just being shown is there a moment later.
      const fetching = Promise.resolve().then(() => fetchInput(need));
      const readings = fetching.then((found) => {
        if (!found && asked?.readings === readings) asked = null;
        return (found as TargetReading[] | null) ?? [];
      });
      asked = { key, readings };
    }
    return asked.readings;
  }

  async function targetsOf(data: LoadedSeries, settings: Settings): Promise<readonly KnownTarget[]> {
    const columns = columnsTogether(settings, data);
    if (columns.length === 0) return [];
    return (await read(data, columns)).map((target) => knownTarget(data, settings, target));
  }

  return {
    targetsOf,
    follow() {
      let before: unknown[] = [];
      return subscribe(() => {
        const { data, settings } = get();
        const now = [data, settings];
        if (now.every((value, at) => value === before[at])) return;
        before = now;
        if (!data || !settings || columnsTogether(settings, data).length === 0) {
          if (get().targets.length > 0) set({ targets: [] });
          return;
        }
        void targetsOf(data, settings).then((targets) => {
          if (get().data === data && get().settings === settings) set({ targets });
        });
      });
    },
  };
}
