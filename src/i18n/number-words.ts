/** Numbers, shares, sizes and lengths of time as a language writes them, by `Intl`. */

/** Numbers of more digits are written by their power of ten. */
const leastScientific = 1e15;
/** Below a millionth an error is one of the computation. */
const leastMiss = 1e-6;

export type Numbers = ReturnType<typeof createNumbers>;

/** @param language tag of the `Intl` locale */
export function createNumbers(language: string) {
  const formats = new Map<string, Intl.NumberFormat>();

  function format(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
    formats.set(key, known);
    return known.format(value);
  }

  const scientific = (value: number) => format(value, { notation: 'scientific', maximumFractionDigits: 2 });
  const isWide = (value: number) => Math.abs(value) >= leastScientific;

  function inUnit(value: number, unit: string, maximumFractionDigits: number): string {
    const unitDisplay = unit === 'byte' ? 'long' : 'short';
    const text = format(value, { style: 'unit', unit, unitDisplay, maximumFractionDigits });
    // As everywhere in Chinese messages, a space stands between a number and a character.
    return text.replace(/(\d)(?=\p{Script=Han})/u, '$1 ');
  }

  return {
    /** A number for reading: grouped, `digits` significant digits at least where it has a fraction. */
    number(value: number, digits = 4): string {
      const size = Math.abs(value);
      if (Number.isInteger(value) && size < leastScientific) return format(value, {});
      if (size >= leastScientific || (size > 0 && size < 1e-4)) return scientific(value);
      const whole = Math.max(1, Math.floor(Math.log10(Math.max(size, Number.MIN_VALUE))) + 1);
      const fraction = size >= 1 ? Math.max(0, digits - whole) : digits;
      return format(value, { maximumFractionDigits: fraction });
    },
    /** A share of 1 as a percentage. */
    percent: (share: number, fractionDigits = 0) =>
      format(share, {
        style: 'percent',
        minimumFractionDigits: fractionDigits,
        maximumFractionDigits: fractionDigits,
      }),
    /** The size of an error as a percentage: less than one percent is not called nothing, what only rounding leaves is. */
    miss: (share: number) =>
      format(share < leastMiss ? 0 : share, {
        style: 'percent',
        ...(share >= leastMiss && share < 0.01 ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: 0 }),
      }),
    /** A number where there is little room: 1.2M, 120万. */
    compact: (value: number) =>
      isWide(value) ? scientific(value) : format(value, { notation: 'compact', maximumFractionDigits: 2 }),
    /** A number with exactly so many digits after the point, so that a column of them lines up; none of many digits before it. */
    fixed: (value: number, fractionDigits: number) =>
      isWide(value)
        ? scientific(value)
        : format(value, { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits }),
    bytes(bytes: number): string {
      if (bytes >= 1e6) return inUnit(bytes / 1e6, 'megabyte', 1);
      return bytes >= 1e3 ? inUnit(bytes / 1e3, 'kilobyte', 1) : inUnit(bytes, 'byte', 1);
    },
    /** A length of time in the largest unit that is at least one. */
    duration(ms: number): string {
      const seconds = ms / 1000;
      if (seconds < 0.1) return inUnit(Math.max(0, ms), 'millisecond', 0);
      if (seconds < 10) return inUnit(seconds, 'second', 1);
      if (seconds < 90) return inUnit(Math.round(seconds), 'second', 0);
      return seconds < 5400 ? inUnit(seconds / 60, 'minute', 1) : inUnit(seconds / 3600, 'hour', 1);
    },
  };
}
