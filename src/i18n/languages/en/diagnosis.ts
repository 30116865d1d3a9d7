/** Where a model goes wrong, and the metrics point by point. */
import type { Messages } from '../../messages.ts';

export const diagnosis = {
  'diagnosis.title': 'Where a model goes wrong',
  'diagnosis.nothing': 'There is no point in the hold-out to judge by.',
  'diagnosis.origin': 'Forecast made',
  'diagnosis.every-origin': 'at every origin',
  'diagnosis.at-origin': 'after {time}',
  'diagnosis.one-origin.why':
    'The forecast made after {time}, with its {level} interval. It was off by {mae} on average.',
  'diagnosis.one-origin.why-plain': 'The forecast made after {time}. It was off by {mae} on average.',
  'diagnosis.origins': 'Actual against predicted',
  'diagnosis.origins.why': 'Each coloured piece is a forecast made at a dotted line, from what came before it.',
  'diagnosis.origins.label': '{model}: actual values of the hold-out and the forecasts made of them.',
  'diagnosis.steps': 'Error by distance',
  'diagnosis.steps.why': 'Mean absolute error by how many steps ahead: {first} at the first, {last} at the last.',
  'diagnosis.steps.label': '{model}: mean absolute error by horizon step.',
  'diagnosis.residuals': 'What was left over',
  'diagnosis.residuals.why': 'Actual minus forecast. Above zero the forecast was too low.',
  'diagnosis.residuals.label': '{model}: errors over time.',
  'diagnosis.acf': 'Do the errors repeat?',
  'diagnosis.acf.none': 'No bar goes beyond the dashed lines: no pattern is left in the errors.',
  'diagnosis.acf.some': {
    one: '{count} bar goes beyond the dashed lines: errors so many steps apart are related, as near ones within a horizon often are.',
    other:
      '{count} bars go beyond the dashed lines: errors so many steps apart are related, as near ones within a horizon often are.',
  },
  'diagnosis.acf.label': '{model}: correlation of its errors with earlier ones, by steps apart.',
  'diagnosis.worst': 'Its worst forecasts',
  'diagnosis.from': 'From',
  'diagnosis.to': 'To',
  'diagnosis.direction': 'On average',
  'diagnosis.too-low': '{error} too low',
  'diagnosis.too-high': '{error} too high',
  'diagnosis.level': 'neither too low nor too high',
  'breakdown.title': 'Point by point: {metric} of every model',
  'breakdown.by': 'By',
  'breakdown.by-origin': 'forecast origin',
  'breakdown.by-step': 'steps ahead',
  'breakdown.overall': 'Overall',
  'breakdown.origin.why':
    'Each column is a forecast made after that time. The stronger the tint, the further from the best of the column.',
  'breakdown.step.why':
    'Each column is so many steps ahead. The stronger the tint, the further from the best of the column.',
} as const satisfies Messages<'en'>;
