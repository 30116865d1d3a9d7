/** Other calendars against those of `Intl`. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarMs, plainDigits } from './calendars.ts';

const partsIn = (calendar: string, ms: number) => {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const part = (type: string) =>
    Number(/\d+/.exec(format.formatToParts(ms).find((one) => one.type === type)?.value ?? '')?.[0]);
  return [part('year'), part('month'), part('day')] as const;
};

it.each([
  ['persian', Date.UTC(1930, 0, 1), Date.UTC(2045, 0, 1)],
  ['buddhist', Date.UTC(1930, 0, 1), Date.UTC(2099, 0, 1)],
])('a day of the %s calendar is the day that Intl calls so', (calendar, earliest, latest) => {
  fc.assert(
    fc.property(fc.integer({ min: earliest / 86_400_000, max: latest / 86_400_000 }), (days) => {
      const ms = days * 86_400_000;
      expect(calendarMs(...partsIn(calendar, ms))).toBe(ms);
    }),
  );
});

it('knows no day that does not exist', () => {
  expect(calendarMs(1402, 12, 30)).toBeNaN();
  expect(calendarMs(1403, 12, 30)).toBe(Date.UTC(2025, 2, 20));
  expect(calendarMs(2566, 2, 29)).toBeNaN();
});

it('reads digits of other scripts', () => {
  expect(plainDigits('\u06f1\u06f4\u06f0\u06f2/\u0e51 \uff12')).toBe('1402/1 2');
});
