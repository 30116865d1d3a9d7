/** Trained networks made smaller: by fewer bits a weight, or by leaving out the smallest ones. */
import type { NamedTensor, TrainedNetwork } from '../../forecasters/trained-network.ts';
import { type Precision, packTensor, unpackTensors } from './pack-tensors.ts';

export type ShrinkWay = 'f32' | 'f16' | 'int8' | 'pruned-50' | 'pruned-80';
/** As it is first. */
export const shrinkWays: readonly ShrinkWay[] = ['f32', 'f16', 'int8', 'pruned-50', 'pruned-80'];

/** Share of the weights of each matrix that is set to zero. */
const prunedShare: Partial<Record<ShrinkWay, number>> = { 'pruned-50': 0.5, 'pruned-80': 0.8 };

export function precisionOf(way: ShrinkWay): Precision {
  return way === 'f16' || way === 'int8' ? way : 'f32';
}

/** A matrix without its smallest weights (magnitude pruning, Han et al. 2015); biases and norms stay. */
function prune(tensor: NamedTensor, share: number): NamedTensor {
  const { shape, values } = tensor;
  if (shape.length < 2) return tensor;
  const sizes = values.map(Math.abs).sort();
  const least = sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))];
  return { ...tensor, values: values.map((value) => (Math.abs(value) < least ? 0 : value)) };
}

/** The network with the weights that are left after it was stored in that way and read again. */
export function shrinkTrained(trained: TrainedNetwork, way: ShrinkWay): TrainedNetwork {
  const share = prunedShare[way];
  const precision = precisionOf(way);
  const members = trained.members.map((tensors) =>
    tensors.map((tensor) => {
      const pruned = share === undefined ? tensor : prune(tensor, share);
      return unpackTensors(packTensor(pruned, precision))[0];
    }),
  );
  return { ...trained, members };
}

/** Bytes of the weights in a file: as they are, and deflated, by which alone zeros save anything. */
export async function measureStored(
  trained: TrainedNetwork,
  way: ShrinkWay,
): Promise<{ bytes: number; deflated: number }> {
  const parts = trained.members
    .flat()
    .flatMap((tensor) => packTensor(tensor, precisionOf(way)).map(({ bytes }) => bytes));
  const blob = new Blob(parts as BlobPart[]);
  const stream = blob.stream().pipeThrough(new CompressionStream('deflate-raw'));
  return { bytes: blob.size, deflated: (await new Response(stream).blob()).size };
}
