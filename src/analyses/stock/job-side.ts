/** What deciding on stock does where the jobs are done. */

import { pauseIfBusy } from '../../base/pause.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { decideOrder } from '../../decisions/decide-order.ts';
import type { AnalysisProblem, JobSide } from '../analysis.ts';
import { drawItem } from './jobs/draw-item.ts';
import { findCurve } from './jobs/find-curve.ts';
import { emptyOrders, type OrdersJob, type OrdersPart, reasons, type StockJob, type StockPart } from './jobs/job.ts';
import { makePaths, outlookOf } from './jobs/make-paths.ts';
import { orderFromSupplier } from './jobs/order-from-supplier.ts';
import { replayItems } from './jobs/replay-items.ts';
import { stepsFor, stockItemOf } from './jobs/stock-item.ts';

type Progress = { done: number; total: number };

const orNothing = (value: number | null) => value ?? Number.NaN;

function decide({ items, policy }: OrdersJob, at: number, part: OrdersPart): void {
  const outlook = outlookOf(items, at);
  if (!outlook) return;
  const number = items.numbers[at];
  const perStep = outlook.mean.reduce((sum, value) => sum + Math.max(0, value), 0) / outlook.mean.length;
  const item = stockItemOf(items, at, policy, perStep);
  const paths = makePaths(outlook, stepsFor(item, items.horizonSteps), number + 1);
  const decided = paths.ok ? decideOrder(paths.value, item) : paths;
  if (!decided.ok) {
    part.problems.push({ number, problem: decided.problem });
    return;
  }
  const decision = decided.value;
  part.order[at] = decision.order;
  part.safety[at] = decision.safety;
  part.reorder[at] = decision.reorderLevel;
  part.upTo[at] = decision.upTo;
  part.position[at] = decision.position;
  part.coverDemand[at] = decision.coverDemand;
  part.leadDemand[at] = decision.leadDemand;
  part.fillWithout[at] = decision.fillWithout;
  part.fillWith[at] = decision.fillWith;
  part.chanceTooLate[at] = decision.chanceTooLate;
  part.cover[at] = decision.cover.steps;
  part.isBeyond[at] = decision.cover.beyond ? 1 : 0;
  part.early[at] = decision.runsOut.early.steps;
  part.late[at] = decision.runsOut.late.beyond ? Number.NaN : decision.runsOut.late.steps;
  part.riskUnits[at] = decision.unitsAtRisk;
  part.riskMoney[at] = orNothing(decision.moneyAtRisk);
  part.overstock[at] = decision.overstock;
  part.overstockMoney[at] = orNothing(decision.overstockMoney);
  part.dead[at] = decision.deadStock;
  part.deadMoney[at] = orNothing(decision.deadStockMoney);
  part.expiring[at] = decision.expiring;
  part.reason[at] = reasons.indexOf(decision.reason);
  part.isPackTooLarge[at] = decision.isPackTooLarge ? 1 : 0;
}

async function decideAll(job: OrdersJob, pauseAt: (done: number) => Promise<boolean>): Promise<OrdersPart> {
  const { numbers } = job.items;
  const part: OrdersPart = { kind: 'orders', numbers, problems: [], ...emptyOrders(numbers.length) };
  for (let at = 0; at < numbers.length; at += 1) {
    if (await pauseAt(at)) break;
    decide(job, at, part);
  }
  return part;
}

export const jobSide: JobSide<StockJob, StockPart, null, null, Progress> = {
  async run(job, { signal, report }): Promise<Result<StockPart, AnalysisProblem>> {
    const total = job.items.numbers.length;
    const pauseAt = async (done: number) => {
      await pauseIfBusy();
      report({ done, total });
      return signal.aborted;
    };
    if (job.kind === 'orders') return ok(await decideAll(job, pauseAt));
    if (job.kind === 'together') return ok(orderFromSupplier(job));
    if (job.kind === 'replay') return ok(await replayItems(job.items, job.policy, pauseAt));
    const made = job.kind === 'curve' ? await findCurve(job.items, job.policy, pauseAt) : drawItem(job);
    return made ? ok(made) : fail({ code: 'no-decision', params: {} });
  },
};
