/** Rounds of a training that several shops share: begun, opened, learnt from here, averaged, used. */

import type { RoundLearning, RoundTask } from '../../../evaluation/round-learning.ts';
import { readRoundFile } from '../../../export/model/round-file.ts';
import { digestOfWeights } from '../../../federation/average-weights.ts';
import { leastShops, type NamedContribution, nextRound } from '../../../federation/gather.ts';
import type { Round, RoundPlan, Shop } from '../../../federation/round.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { RoundOutcome } from '../jobs/job.ts';
import { settingsToDeploy } from './deploy.ts';
import type { ForecastAccess, ShopsActions } from './forecast-store.ts';
import type { ForecastPool } from './pool/forecast-pool.ts';
import { shownWork } from './run.ts';
import { readRunnable } from './share-link.ts';
import { enterRound, gatherShops, noShops, type Shops, type ShopsProblem, type UnreadFile } from './shops.ts';

export type ShopsPart = {
  actions: ShopsActions;
  /** Other data is shown: what was learnt from that before is not its own. */
  leave(): void;
  /** Opens a file that came by another way than the fold, and the fold; without a forecast beside which to open it, it is said so. */
  take(file: { name: string; blob: Blob }): void;
};

/** Tells this training's files from those of any other. */
function drawId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function createShopsPart(
  { set, get }: ForecastAccess,
  { session, backend, ensureInput }: Pick<SessionParts, 'session' | 'backend' | 'ensureInput'>,
  pool: ForecastPool,
): ShopsPart {
  let running: AbortController | null = null;

  const change = (part: Partial<Shops>) => set(({ shops }) => ({ shops: { ...shops, ...part } }));
  const enter = (round: Round) => set(({ shops }) => ({ shops: enterRound(shops, round) }));
  const failWith = (problem: ShopsProblem) => change({ work: { state: 'failed', problem } });

  /** What came of a round on the data shown; null, and said, where nothing did, and where that is shown no more. */
  async function work(
    data: LoadedSeries,
    plan: Pick<RoundPlan, 'model' | 'settings' | 'step'>,
    task: RoundTask | null,
  ): Promise<Exclude<RoundOutcome, { kind: 'failed' }> | null> {
    if (running) return null;
    const settings = settingsToDeploy(plan, data);
    if (!settings.ok) {
      failWith(settings.problem);
      return null;
    }
    const controller = new AbortController();
    const { signal } = controller;
    running = controller;
    change({ work: { state: 'running', share: 0 } });
    const onShare = (share: number) => {
      if (running === controller) change({ work: { state: 'running', share } });
    };
    await backend.ensure(signal);
    const input = await ensureInput(signal);
    const outcome = input.ok
      ? await pool.doRound(
          { input: input.value, settings: settings.value },
          { model: plan.model, task },
          { signal, onShare },
        )
      : null;
    if (running !== controller) return null;
    running = null;
    const reason = outcome?.kind === 'failed' ? outcome.reason : 'worker';
    if (!input.ok && input.problem.code !== 'cancelled') failWith(input.problem);
    else if (signal.aborted || reason === 'cancelled') change({ work: { state: 'idle' } });
    else if (!outcome || outcome.kind === 'failed') failWith({ code: 'round-failed', reason });
    else {
      change({ work: { state: 'idle' } });
      return outcome;
    }
    return null;
  }

  async function learn(round: Round, task: Pick<RoundTask, 'part' | 'noise'>): Promise<RoundLearning | null> {
    const { data } = get();
    const { plan, weights } = round;
    const outcome = data && (await work(data, plan, { ...task, weights, epochs: plan.epochs }));
    return outcome?.kind === 'learnt' ? outcome.learning : null;
  }

  return {
    leave() {
      running?.abort();
      running = null;
      change({ handedBack: null, work: { state: 'idle' } });
    },
    take(file) {
      if (shownWork(get().run)?.results.length) {
        void get().openRounds([file]);
        change({ isAsked: true });
        return;
      }
      const problem = { code: 'model-file', params: { name: file.name, reason: 'round' } } as const;
      session.setState({ link: { state: 'broken', analysis: 'forecast', problem } });
    },
    actions: {
      seeShops: () => change({ isAsked: false }),

      async beginRounds({ model, settings, rounds, epochs }) {
        const { data } = get();
        if (!data) return null;
        const { unit, every } = data.series.step;
        const plan: RoundPlan = { id: drawId(), model, settings, step: { unit, every }, rounds, epochs };
        const outcome = await work(data, plan, null);
        if (outcome?.kind !== 'drawn') return null;
        const round: Round = { plan, round: 1, weights: outcome.weights, shops: [] };
        enter(round);
        return round;
      },

      async openRounds(files) {
        const unread: UnreadFile[] = [];
        const brought: NamedContribution[] = [];
        let round: Round | null = null;
        for (const { name, blob } of files) {
          const read = await readRoundFile(blob, readRunnable);
          if (!read.ok) unread.push({ name, reason: read.problem.reason });
          else if (read.value.kind === 'contribution') brought.push({ name, contribution: read.value.contribution });
          else if (round) unread.push({ name, reason: 'second-round' });
          else round = read.value.round;
        }
        set(({ shops }) => ({
          shops: {
            ...(round ? enterRound(shops, round) : shops),
            brought: [...(round ? [] : shops.brought), ...brought],
            unread,
          },
        }));
      },

      async learnRound(label, noise) {
        const { round } = get().shops;
        if (!round) return;
        change({ label });
        const learning = await learn(round, { part: 'all', noise });
        if (!learning) return;
        const { windows, before, after, norm, trained } = learning;
        // What is told beside noise would tell what the noise hides.
        const shop: Shop = { label, windows, before: noise ? null : before, after: noise ? null : after };
        const base = digestOfWeights(round.weights);
        const { plan, round: number } = round;
        const contribution = { plan, round: number, base, shop, noise, weights: trained.members[0] };
        change({ handedBack: { contribution, before, after, norm } });
      },

      stopRound: () => running?.abort(),

      averageRound() {
        const { counted } = gatherShops(get().shops);
        if (counted.length < leastShops) return null;
        const round = nextRound(counted.map(({ contribution }) => contribution));
        enter(round);
        return round;
      },

      async fitOwnHead() {
        const { round } = get().shops;
        return round && learn(round, { part: 'head', noise: null });
      },

      leaveRounds() {
        running?.abort();
        running = null;
        set({ shops: noShops });
      },
    },
  };
}
