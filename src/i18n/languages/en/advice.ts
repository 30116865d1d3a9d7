/** Where a model is out of its depth. */
import type { Messages } from '../../messages.ts';

export const advice = {
  'advice.few-windows':
    'The past holds {count} examples of this look-back and horizon. A network learns from batches of {wanted}.',
  'advice.few-validation-windows': 'Chance decides when its training stops: there is one example alone to tell.',
  'advice.many-weights': '{weights} weights for {points} points to learn from: it will learn them by heart.',
  'advice.few-corrections': 'It is corrected {count} times in all, too few to learn much.',
  'advice.season-out-of-sight': 'With a look-back of {lookBack} it never sees a whole season of {season}.',
  'advice.few-pieces': 'Pieces of {patch} cut a look-back of {lookBack} into {count}: no order is left to learn.',
  'advice.short-look-back': 'A look-back of {lookBack} is less than the {wanted} points that it reads as one.',
  'advice.few-seasons': 'It learns from {seasons} seasons before the test and needs {wanted}.',
  'advice.no-season': 'There is no season for it to learn.',
  'advice.long-season': 'A season of {season} is too long for it: {most} at most.',
  'advice.no-zeros': 'Made for demand that is often zero. Here {zeros} of {length} points are.',
  'advice.not-positive': 'Values of zero or below have no logarithm: it does as ETS does.',
  'advice.use.lookBackSteps': 'Look back {value}',
  'advice.use.horizonSteps': 'Look {value} ahead',
  'advice.use.testSteps': 'Test on the last {value}',
  'advice.use.hiddenSize': 'Use {value} units',
  'advice.use.epochs': 'Train for {value} epochs',
  'advice.use.patchLength': 'Read pieces of {value}',
  'advice.use.model': 'Use {model} instead',
  'advice.in-results': 'Out of their depth here',
} as const satisfies Messages<'en'>;
