const warmUpShare = 0.1;
const finalShare = 0.05;

/**
 * Share of the learning rate at a step: a linear warm-up, then half a cosine (Loshchilov and Hutter 2017).
 *
 * @param step counts from 0
 */
export function learningRateShare(step: number, steps: number): number {
  const warmUp = Math.max(1, Math.round(steps * warmUpShare));
  if (step < warmUp) return (step + 1) / warmUp;
  const progress = (step - warmUp) / Math.max(1, steps - warmUp);
  return finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress));
}

/**
 * Share of the learning rate where it halves after every epoch: what the published figures of DLinear and NLinear were trained
 * with ("type1" of Zhou et al. 2021).
 *
 * @param step counts from 0
 */
export function halvingShare(step: number, stepsPerEpoch: number): number {
  return 0.5 ** Math.floor(step / stepsPerEpoch);
}
