/** Files of a shared training to save. */
import { baseName, downloadBlob } from '../../../../export/download.ts';
import { contributionEnding, roundEnding } from '../../../../export/model/model-name.ts';
import { writeContribution, writeRound } from '../../../../export/model/round-file.ts';
import { type Contribution, isOver, type Round } from '../../../../federation/round.ts';

const placeOf = ({ plan, round }: Pick<Round, 'plan' | 'round'>) => `${plan.model}-round-${round}-of-${plan.rounds}`;

export function saveRound(round: Round): void {
  const name = isOver(round) ? `${round.plan.model}-result` : placeOf(round);
  downloadBlob(`shops-${name}${roundEnding}`, new Blob([writeRound(round)]));
}

export function saveContribution(contribution: Contribution): void {
  const name = `${baseName(contribution.shop.label)}-${placeOf(contribution)}${contributionEnding}`;
  downloadBlob(name, new Blob([writeContribution(contribution)]));
}
