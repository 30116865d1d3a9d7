/** Settings as a link: in the part of an address that a browser sends to nobody. Never data. */

import { fail, ok, type Result } from '../../../base/result.ts';
import { modelIds } from '../../../forecasters/model-cards.ts';
import { isOfKind, type SettingName, settingCards } from '../../../forecasters/setting-cards.ts';
import {
  checkSettings,
  defaultSettings,
  rangeProblems,
  type Settings,
  type SettingsProblem,
} from '../../../forecasters/settings.ts';

export type LinkProblem =
  /** Cut short, or written by something else. */
  | { code: 'link-damaged'; params: Record<never, never> }
  | { code: 'link-version'; params: { version: string } }
  | { code: 'link-settings'; params: Record<never, never>; problem: SettingsProblem };

const version = '1';
const key = 'settings';
/** Longer than any series: what is wrong then is wrong for all of them. */
const anyLength = 1e9;

function encode(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function decode(text: string): unknown {
  return JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
}

/** The part of an address that carries these settings and their seed, as the session puts it after `#`. */
export function writeLink(settings: Settings): string {
  return `${key}=${version}.${encode(JSON.stringify(settings))}`;
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settingCards, name);
}

/** A value of the link in the place of a known one; undefined where it cannot be one. */
function readValue(name: string, known: unknown, found: unknown): unknown {
  if (found === undefined) return known;
  if (isSetting(name)) return isOfKind(name, found) ? found : undefined;
  if (name === 'models') {
    const isList = Array.isArray(found) && found.every((model) => modelIds.some((id) => id === model));
    return isList ? modelIds.filter((id) => found.includes(id)) : undefined;
  }
  return typeof known === 'object' && known !== null ? readRecord(known, found) : undefined;
}

/** The known record with what the link says in the place of its values; undefined where anything of it cannot be one. */
function readRecord<Known extends object>(known: Known, found: unknown): Known | undefined {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
  const entries = Object.entries(known).map(([name, value]) => {
    const own: unknown = Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
    return [name, readValue(name, value, own)] as const;
  });
  if (entries.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(entries) as Known;
}

/** Settings that were written somewhere, those that are missing as they usually are; null where they cannot be settings. */
export function readSettings(found: unknown): Settings | null {
  return readRecord(defaultSettings({ unit: 'row', every: 1 }, 1000), found) ?? null;
}

/** What is wrong with settings for whatever series; how long a window may be depends on the series alone. */
function problemOnAnySeries(settings: Settings): SettingsProblem | null {
  const [outOfRange] = rangeProblems(settings);
  if (outOfRange) return outOfRange;
  const checked = checkSettings({ ...settings, backtest: { ...settings.backtest, windowSteps: null } }, anyLength);
  return checked.ok ? null : checked.problem;
}

/** Settings that were written somewhere and can be run on a series long enough; null where they cannot. */
export function readRunnable(found: unknown): Settings | null {
  const settings = readSettings(found);
  return settings && problemOnAnySeries(settings) === null ? settings : null;
}

/**
 * The settings that an address brings. Settings that it does not name, as an older version of the page would leave out, are the
 * defaults; those it names in addition are passed over.
 *
 * @param fragment as in `location.hash`, with `#` or without
 * @returns null where the address brings none; a problem where they cannot be read, or could be run on no series
 */
export function readLink(fragment: string): Result<Settings, LinkProblem> | null {
  const found = /(?:^#?|&)settings=([^&]*)/.exec(fragment);
  if (!found) return null;
  const [, written, text] = /^(\d+)\.([\w-]+)$/.exec(found[1]) ?? [];
  if (written === undefined) return fail({ code: 'link-damaged', params: {} });
  if (written !== version) return fail({ code: 'link-version', params: { version: written } });
  let settings: Settings | null;
  try {
    settings = readSettings(decode(text));
  } catch {
    settings = null;
  }
  if (!settings) return fail({ code: 'link-damaged', params: {} });
  const problem = problemOnAnySeries(settings);
  return problem ? fail({ code: 'link-settings', params: {}, problem }) : ok(settings);
}
