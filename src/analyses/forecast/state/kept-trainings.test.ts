import { expect, it } from 'vitest';
import type { KeptTraining } from '../../../forecasters/training/training-memory.ts';
import type { Candidate } from '../../../session/shown.ts';
import { areSoundTrainings, createTrainingKeeper, modelOfPiece } from './kept-trainings.ts';

const candidate = {} as Candidate;
const checkpointOf = (epoch: number, length = 4) => ({
  epoch,
  batch: 32,
  learner: { theta: new Float32Array(length), moments: new Float32Array(2 * length), average: null, step: epoch },
  verdict: { curve: { train: [1], validation: [1] }, bestEpoch: 1, bestLoss: 1, end: null },
  best: null,
});

/** A keeper, and what it has kept beyond the page by name. */
function startKeeper(from = new Map()) {
  const pieces = new Map<string, unknown>([['training gru', 'of another run']]);
  const keeper = createTrainingKeeper(
    (_, name, value) => (value === null ? pieces.delete(name) : pieces.set(name, value)),
    candidate,
    from,
  );
  return { keeper, pieces };
}

it('keeps the latest of each training, a piece a model, until the model is done', () => {
  const { keeper, pieces } = startKeeper();
  expect([...pieces.keys()]).toEqual([]);
  keeper.keep('lstm', { key: 'a', checkpoint: checkpointOf(1) });
  keeper.keep('lstm', { key: 'b', checkpoint: checkpointOf(2) });
  keeper.keep('lstm', { key: 'a', checkpoint: checkpointOf(3) });
  keeper.keep('gru', { key: 'c', checkpoint: checkpointOf(4) });
  expect([...pieces.keys()].map(modelOfPiece)).toEqual(['lstm', 'gru']);
  expect(pieces.get('training lstm')).toMatchObject([
    { key: 'b', checkpoint: { epoch: 2 } },
    { key: 'a', checkpoint: { epoch: 3 } },
  ]);
  keeper.letGo('lstm');
  expect([...pieces.keys()]).toEqual(['training gru']);
  keeper.letGoOfAll();
  expect(pieces.size).toBe(0);
});

it('leaves what an earlier attempt at the run has left, and lets it go at the end', () => {
  const left: KeptTraining[] = [{ key: 'c', checkpoint: checkpointOf(4) }];
  const { keeper, pieces } = startKeeper(new Map([['gru', left]]));
  expect(pieces.has('training gru')).toBe(true);
  expect(keeper.trainings.get('gru')).toBe(left);
  keeper.letGoOfAll();
  expect(pieces.size).toBe(0);
});

it('keeps nothing of a model for which there is no room', () => {
  const { keeper, pieces } = startKeeper();
  keeper.keep('gru', { key: 'a', checkpoint: checkpointOf(1) });
  keeper.keep('lstm', { key: 'a', checkpoint: checkpointOf(1, 6e6) });
  expect([...pieces.keys()]).toEqual(['training gru']);
});

it('tells what can be trainings from what cannot', () => {
  const sound = checkpointOf(1);
  expect(areSoundTrainings(structuredClone([{ key: 'a', checkpoint: sound }]))).toBe(true);
  for (const wrong of [
    null,
    [null],
    [{ checkpoint: sound }],
    [{ key: 'a' }],
    [{ key: 'a', checkpoint: { ...sound, batch: 0 } }],
    [{ key: 'a', checkpoint: { ...sound, best: new Float32Array(3) } }],
    [{ key: 'a', checkpoint: { ...sound, learner: { ...sound.learner, moments: new Float32Array(4) } } }],
    [{ key: 'a', checkpoint: { ...sound, verdict: { ...sound.verdict, curve: { train: ['1'], validation: [] } } } }],
    [{ key: 'a', trained: { theta: [1] } }],
  ])
    expect(areSoundTrainings(wrong), JSON.stringify(wrong)).toBe(false);
});
