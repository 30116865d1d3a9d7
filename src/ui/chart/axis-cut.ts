/** Where the value axis is cut, so that a few values far away do not press all others flat. */
import { type ChartLine, type ChartRange, type Extent, indexOfPlace, valuesWithin } from './chart-lines.ts';

/** Values beyond the ends of the axis. */
export type AxisCut = { ends: Partial<Extent>; beyond: { at: number; value: number; end: 'low' | 'high' }[] };

/** Of fewer values none stands out. */
const fewestValues = 12;
/** More than so many, or this share of the values, are no exceptions. */
const mostBeyond = 3;
const mostShare = 0.05;
/** The others take less than this share of the axis. */
const pressedFlat = 0.25;
/** So much of the span of the others is left between them and the end. */
const slack = 0.08;

/**
 * The cut that a line asks for within a range: up to three values so far beyond the others that these have less than a quarter of the
 * axis; null where there are none. Others that are nearly all the same are no shape that would be seen better.
 */
export function findAxisCut(line: ChartLine, range: ChartRange): AxisCut | null {
  const values = valuesWithin(line, range);
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const { length } = sorted;
  if (length < fewestValues) return null;
  const most = Math.min(mostBeyond, Math.max(1, Math.floor(length * mostShare)));
  for (let count = 1; count <= most; count += 1) {
    // However many lie at either end.
    for (let above = count; above >= 0; above -= 1) {
      const low = sorted[count - above] as number;
      const high = sorted[length - 1 - above] as number;
      const whole = (sorted[length - 1] as number) - (sorted[0] as number);
      if (high - low >= pressedFlat * whole || !hasShape(sorted.subarray(count - above, length - above))) continue;
      const room = (high - low) * slack;
      const ends: Partial<Extent> = {
        ...(above < count && { low: low - room }),
        ...(above > 0 && { high: high + room }),
      };
      return { ends, beyond: findBeyond(line, range, ends) };
    }
  }
  return null;
}

/** Whether ascending values spread over what they span: a tenth of them in its upper three quarters, and a tenth in its lower. */
function hasShape(sorted: Float64Array): boolean {
  const [low, high] = [sorted[0] as number, sorted[sorted.length - 1] as number];
  const quarter = (high - low) / 4;
  const tenth = Math.floor(sorted.length / 10);
  const isHigh = (sorted[sorted.length - 1 - tenth] as number) > low + quarter;
  return quarter > 0 && isHigh && (sorted[tenth] as number) < high - quarter;
}

function findBeyond(line: ChartLine, range: ChartRange, { low, high }: Partial<Extent>): AxisCut['beyond'] {
  const beyond: AxisCut['beyond'] = [];
  for (const [place, value] of line.values.entries()) {
    const isHigh = high !== undefined && value > high;
    if (!isHigh && !(low !== undefined && value < low)) continue;
    const at = indexOfPlace(line, place);
    if (at >= range.from && at <= range.to) beyond.push({ at, value, end: isHigh ? 'high' : 'low' });
  }
  return beyond;
}
