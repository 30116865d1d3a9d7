import type { Words } from '../../i18n/words.ts';
import type { KeptFile } from '../../session/keeping/kept.ts';

/** A moment by the clock of whoever reads it: the time of day, with the day where that is another. */
function sayMoment({ language }: Pick<Words, 'language'>, ms: number, nowMs = Date.now()): string {
  const isToday = new Date(ms).toDateString() === new Date(nowMs).toDateString();
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(language, isToday ? clock : { ...day, ...clock }).format(ms);
}

/** What is kept of a file, in a few words: series, the last forecast, size. */
export function sayKept(words: Words, file: KeptFile): string {
  const { seriesCount, runEndedAtMs, changedAtMs, bytes } = file;
  const time = sayMoment(words, runEndedAtMs ?? changedAtMs);
  return [
    ...(seriesCount !== null && seriesCount > 1 ? [words.say('count.series', { count: seriesCount })] : []),
    words.say(runEndedAtMs === null ? 'keep.opened' : 'keep.forecast-of', { time }),
    words.bytes(bytes),
  ].join(' · ');
}
