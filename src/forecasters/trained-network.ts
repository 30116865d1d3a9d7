/** A trained network as plain data, apart from the history it learnt from: to keep, to take away, to forecast from other histories. */
import type { Scaler } from '../series/scaling.ts';

export type NamedTensor = { name: string; shape: readonly number[]; values: Float32Array };

export type TrainedNetwork = {
  /** The weights of each member of an ensemble; one where it is none. */
  members: readonly (readonly NamedTensor[])[];
  /** By which the history was scaled. */
  scaler: Scaler;
  /** Whether no forecast lies below zero, as no value of the history did. */
  isFloored: boolean;
};

export function countTrained({ members }: Pick<TrainedNetwork, 'members'>): number {
  return members.flat().reduce((sum, { values }) => sum + values.length, 0);
}

/** What a quick look at numbers from a file tells: each tensor has its values, all are finite, members are alike. */
export function isSoundTrained({ members, scaler }: TrainedNetwork): boolean {
  const shapesOf = (tensors: readonly NamedTensor[]) => JSON.stringify(tensors.map(({ name, shape }) => [name, shape]));
  const isWhole = ({ shape, values }: NamedTensor) =>
    shape.reduce((product, length) => product * length, 1) === values.length && values.every(Number.isFinite);
  return (
    members.length > 0 &&
    members.every((tensors) => shapesOf(tensors) === shapesOf(members[0]) && tensors.every(isWhole)) &&
    Number.isFinite(scaler.centre) &&
    Number.isFinite(scaler.spread) &&
    scaler.spread > 0
  );
}
