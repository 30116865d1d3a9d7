/** Where a model is out of its depth, in words, and what its remedy is called. */
import type { Advice, Proposal } from '../forecasters/advice.ts';
import type { Words } from './words.ts';

export function sayConcern({ say }: Words, advice: Advice): string {
  switch (advice.code) {
    case 'few-windows':
      return say('advice.few-windows', advice.params);
    case 'many-weights':
      return say('advice.many-weights', advice.params);
    case 'few-corrections':
      return say('advice.few-corrections', advice.params);
    case 'season-out-of-sight':
      return say('advice.season-out-of-sight', advice.params);
    case 'few-pieces':
      return say('advice.few-pieces', advice.params);
    case 'short-look-back':
      return say('advice.short-look-back', advice.params);
    case 'few-seasons':
      return say('advice.few-seasons', advice.params);
    case 'long-season':
      return say('advice.long-season', advice.params);
    case 'no-zeros':
      return say('advice.no-zeros', advice.params);
    default:
      return say(`advice.${advice.code}`);
  }
}

/** What the button is called that follows a proposal. */
export function sayProposal({ say }: Words, proposal: Proposal): string {
  if (proposal.kind === 'model') return say('advice.use.model', { model: say(`model.${proposal.instead}`) });
  return say(`advice.use.${proposal.setting}`, { value: proposal.value });
}
