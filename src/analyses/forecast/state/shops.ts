/** How far this shop is in a training that several share, and what was brought of the others. */

import type { RoundFileReason } from '../../../export/model/round-file.ts';
import { type Gathered, gather, type NamedContribution } from '../../../federation/gather.ts';
import type { Contribution, Round } from '../../../federation/round.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import type { RoundOutcome } from '../jobs/job.ts';
import type { ModelProblem } from './deploy.ts';

export type ShopsProblem =
  | ModelProblem
  | SessionProblem
  | { code: 'round-failed'; reason: Extract<RoundOutcome, { kind: 'failed' }>['reason'] | 'worker' };

/** What came of this shop's part in the round: its file, and what is told here alone. */
export type HandedBack = {
  contribution: Contribution;
  before: number | null;
  after: number | null;
  /** The norm of what was learnt, before it was hidden. */
  norm: number;
};

/** A file that is none of a shared training, or a second round beside the one that is open. */
export type UnreadFile = { name: string; reason: RoundFileReason | 'second-round' };

export type Shops = {
  /** Whether the fold is to open by itself, as a file of a round was dropped beside it. */
  isAsked: boolean;
  /** The one that this shop is in; null before there is one. */
  round: Round | null;
  /** What this shop was last called. */
  label: string;
  /** Null until this shop has done its part. */
  handedBack: HandedBack | null;
  brought: readonly NamedContribution[];
  unread: readonly UnreadFile[];
  work: { state: 'idle' } | { state: 'running'; share: number } | { state: 'failed'; problem: ShopsProblem };
};

export const noShops: Shops = {
  isAsked: false,
  round: null,
  label: '',
  handedBack: null,
  brought: [],
  unread: [],
  work: { state: 'idle' },
};

/** With another round in the place of the one before. */
export function enterRound({ label, isAsked }: Shops, round: Round): Shops {
  return { ...noShops, label, isAsked, round };
}

/** Whether there is a round, or files of one. */
export function isUnderWay({ round, brought }: Shops): boolean {
  return round !== null || brought.length > 0;
}

/**
 * Which of the files that were brought can be averaged. Who averages need not bring the own file: what this shop has learnt in that
 * round counts with them, once.
 */
export function gatherShops({ brought, handedBack }: Pick<Shops, 'brought' | 'handedBack'>): Gathered {
  const alone = gather(brought);
  if (!handedBack || brought.length === 0) return alone;
  const { contribution } = handedBack;
  const own = { name: contribution.shop.label, contribution };
  const together = gather([...brought, own]);
  return together.counted.includes(own) ? together : alone;
}
