/** Models that a series of many can get. */
import type { ModelId } from '../../forecasters/model-cards.ts';

export const itemModels = ['quick', 'pretrained', 'tsb', 'seasonal-naive'] as const satisfies ModelId[];
export type ItemModel = (typeof itemModels)[number];
