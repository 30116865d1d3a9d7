/** What may be told of an error to somebody else: where in the app it was, and nothing of the data or of its file. */
import { version } from '../../../package.json';

/** Names that a report must not hold, wherever in the session they are: of files, columns, series. */
export function collectNames(state: unknown, found: Set<string> = new Set(), depth = 0): Set<string> {
  if (typeof state !== 'object' || state === null || ArrayBuffer.isView(state) || depth > 8) return found;
  if (state instanceof Map) return collectNames([...state], found, depth + 1);
  for (const [key, value] of Object.entries(state)) {
    if (typeof value === 'string' && /name|uniqueId|unique_id|column|target|file/i.test(key)) found.add(value);
    else collectNames(value, found, depth + 1);
  }
  return found;
}

/** Where a name stands by itself. */
function wordOf(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu');
}

/** A message without names, and without quoted text but that which can be a name in a program. */
function hideData(message: string, names: Iterable<string>): string {
  const unnamed = [...names]
    .filter((name) => name.trim() !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((text, name) => text.replaceAll(wordOf(name), '…'), message);
  return unnamed.replace(/(["'“‘`])(.*?)(["'”’`])/gs, (all, open, text, close) =>
    /^[\w$.]*$/.test(text) ? all : `${open}…${close}`,
  );
}

/** The lines of a stack that are places in the code, each without the address of the page. */
function listPlaces(stack: string): string[] {
  const places = stack.split('\n').filter((line) => /^\s+at |@.*:\d+:\d+$/.test(line));
  return places.map((line) => line.trim().replace(/(?:https?|blob|file):[^\s()]*\//g, ''));
}

/**
 * @param error whatever was thrown
 * @param names that the report must not hold
 * @param browser what the browser calls itself
 */
export function writeErrorReport(error: unknown, names: Iterable<string>, browser: string): string {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return [
    `Dropcast ${version}`,
    `${name}: ${hideData(message, names)}`,
    ...listPlaces(stack).map((place) => `  ${place}`),
    browser,
  ].join('\n');
}
