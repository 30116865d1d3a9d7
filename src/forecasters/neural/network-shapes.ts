/** What of a network's shape follows from the lengths alone; free of tfjs, so that the page can reckon with it. */

/** How a window is cut: `patches` pieces of `width` values; what does not fill a piece is left off at the old end. */
export type Patching = { patches: number; width: number };

export function planPatches(lookBackSteps: number, patchLength: number): Patching {
  const width = Math.min(patchLength, lookBackSteps);
  return { patches: Math.floor(lookBackSteps / width), width };
}

/**
 * PatchTST's way: each patch begins half a patch after the one before, and the last value, repeated for half a patch, fills up
 * the end.
 */
export function planOverlapping(lookBackSteps: number, patchLength: number): Patching {
  const stride = Math.max(1, Math.min(Math.floor(patchLength / 2), lookBackSteps - 1));
  return { patches: Math.floor(lookBackSteps / stride), width: 2 * stride };
}

/** Points a filter of the temporal convolution sees. */
export const convolutionTaps = 3;

/** Blocks until the last point sees the whole window: each sees 2 (taps - 1) x dilation further, which doubles. */
export function countConvolutionBlocks(lookBackSteps: number): number {
  let seen = 1;
  let blocks = 0;
  while (seen < lookBackSteps) {
    seen += 2 * (convolutionTaps - 1) * 2 ** blocks;
    blocks += 1;
  }
  return Math.max(1, blocks);
}

/** N-HiTS: each stack looks at the window through a coarser or finer pooling, and gives as many knots of the horizon as fit that. */
const stacks = [
  { pooled: 8, stepsAKnot: 12 },
  { pooled: 4, stepsAKnot: 4 },
  { pooled: 1, stepsAKnot: 1 },
] as const;

/** Values of the window that the coarsest stack of N-HiTS sees as one. */
export const coarsestPooling = stacks[0].pooled;

/** The stacks of N-HiTS from coarse to fine; nothing comes after the last to read what it leaves, so it has no way back. */
export function planStacks(lookBackSteps: number, horizonSteps: number) {
  return stacks.map(({ pooled, stepsAKnot }, at) => ({
    name: `stack${at}`,
    pooled,
    inputs: Math.ceil(lookBackSteps / pooled),
    backKnots: at < stacks.length - 1 ? Math.max(1, Math.ceil(lookBackSteps / stepsAKnot)) : 0,
    knots: Math.max(1, Math.ceil(horizonSteps / stepsAKnot)),
  }));
}

/** Width of the feed-forward layers of a Transformer, in widths of a token. */
export const feedForwardFactor = 2;

/** Values that TiDE's decoder gives for each step, before the last block turns them into one. */
export const tideDecoderWidth = 4;
