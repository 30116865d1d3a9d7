/** The waves that a series is made of. */
import { medianOf } from './median.ts';
import { fitLine } from './moments.ts';
import { measurePower } from './periodogram.ts';

export type SpectrumPeak = {
  /** Steps from crest to crest. */
  period: number;
  /** Of all power about the line of least squares, 0 to 1. */
  share: number;
};

export type Spectrum = {
  /** [waves] steps from crest to crest, falling, and the power of each. */
  periods: Float64Array;
  power: Float64Array;
  /** The strongest first. */
  peaks: SpectrumPeak[];
};

/** Times the power of the waves beside it that a peak has. */
const leastRatio = 12;
const leastShare = 0.01;
const mostPeaks = 6;
/** Waves seen fewer times than this are no more than a trend. */
const leastCycles = 2;

/** Median power of the waves a third longer to a third shorter, and of five at least. */
function backgroundAt(power: Float64Array, k: number): number {
  const reach = Math.max(5, Math.round(k / 3));
  return medianOf(power.subarray(Math.max(1, k - reach), k + reach + 1)) / Math.LN2;
}

/** @param values [length] finite */
export function findSpectrum(values: Float64Array): Spectrum {
  const { start, slope } = fitLine(values);
  // Tapered at its ends (von Hann), so that a strong wave does not leave traces at other lengths.
  const level = values.map(
    (value, at) => (value - start - slope * at) * (1 - Math.cos((2 * Math.PI * (at + 0.5)) / values.length)),
  );
  const { size, power } = measurePower(level);
  const first = Math.max(1, Math.ceil((leastCycles * size) / values.length));
  let total = 0;
  for (let k = 1; k < power.length; k += 1) total += power[k];
  const peaks: SpectrumPeak[] = [];
  for (let k = first; k < power.length - 1 && total > 0; k += 1) {
    if (power[k] < power[k - 1] || power[k] < power[k + 1] || power[k] < leastRatio * backgroundAt(power, k)) continue;
    // Tapering and zeros put behind the values spread the power of a wave over some beside it.
    const spread = Math.ceil((2 * size) / values.length);
    let own = 0;
    for (let near = Math.max(1, k - spread); near <= Math.min(power.length - 1, k + spread); near += 1)
      own += power[near];
    const bend = power[k - 1] - 2 * power[k] + power[k + 1];
    const offset = bend < 0 ? (power[k - 1] - power[k + 1]) / (2 * bend) : 0;
    if (own / total > leastShare) peaks.push({ period: size / (k + offset), share: own / total });
  }
  const count = Math.max(0, power.length - first);
  return {
    periods: Float64Array.from({ length: count }, (_, i) => size / (first + i)),
    power: power.slice(first),
    peaks: peaks.sort((a, b) => b.share - a.share).slice(0, mostPeaks),
  };
}
