import type { LossCurve } from '../../../../evaluation/results.ts';

const padding = 3;

/**
 * Loss curves as SVG paths on a common logarithmic scale; what is not a positive number is left out.
 *
 * @param epochs epochs the whole width stands for
 */
export function lossPaths(
  { train, validation }: LossCurve,
  epochs: number,
  width: number,
  height: number,
): { train: string; validation: string } {
  const logs = [...train, ...validation].filter((loss) => loss > 0 && Number.isFinite(loss)).map(Math.log);
  const low = logs.reduce((least, log) => Math.min(least, log), Number.POSITIVE_INFINITY);
  const high = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const span = high - low || 1;
  const draw = (losses: readonly number[]) => {
    const points: string[] = [];
    losses.forEach((loss, epoch) => {
      if (!(loss > 0) || !Number.isFinite(loss)) return;
      const x = (epoch / Math.max(1, epochs - 1)) * width;
      const y = padding + ((high - Math.log(loss)) / span) * (height - 2 * padding);
      points.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
    });
    return points.length > 0 ? `M${points.join('L')}` : '';
  };
  return { train: draw(train), validation: draw(validation) };
}
