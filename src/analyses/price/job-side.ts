/** What judging prices does where the jobs are done. */
import { ok, type Result } from '../../base/result.ts';
import { takeTurns } from '../../base/take-turns.ts';
import { throttled } from '../../base/throttled.ts';
import { judgePanel } from '../../decisions/price/judge-panel.ts';
import { type PricePanel, pointsOf } from '../../decisions/price/price-panel.ts';
import { judgePromotions } from '../../decisions/price/promotion-panel.ts';
import type { AnalysisProblem, JobSide } from '../analysis.ts';
import type { PriceNeed } from './inputs.ts';
import type { PriceJob, PricePart } from './jobs/job.ts';

type Progress = { done: number; total: number };

/** [items] of the prices of each. */
function rangeOf(panel: PricePanel): Pick<PricePart, 'lowest' | 'highest' | 'isWhole'> {
  const lowest = new Float64Array(panel.names.length).fill(Number.NaN);
  const highest = lowest.slice();
  const isWhole = new Uint8Array(panel.names.length).fill(1);
  for (const item of panel.names.keys()) {
    const { from, to } = pointsOf(panel, item);
    for (let at = from; at < to; at += 1) {
      const price = panel.price[at];
      if (price > 0) {
        if (!(lowest[item] <= price)) lowest[item] = price;
        if (!(highest[item] >= price)) highest[item] = price;
      }
      if (panel.units[at] % 1 !== 0 && Number.isFinite(panel.units[at])) isWhole[item] = 0;
    }
  }
  return { lowest, highest, isWhole };
}

export const jobSide: JobSide<PriceJob, PricePart, PriceNeed, PricePanel, Progress> = {
  async run({ columns }, { need, report, signal }): Promise<Result<PricePart, AnalysisProblem>> {
    const panel = await need(columns);
    const parts = panel.promotion ? 2 : 1;
    const tell = throttled(report);
    const within = (before: number) => ({
      signal,
      report: ({ done, total }: Progress) => tell({ done: before * total + done, total: parts * total }),
    });
    const judged = await takeTurns(judgePanel(panel), within(0));
    const promotions = panel.promotion ? await takeTurns(judgePromotions(panel), within(1)) : null;
    const { names, group, times, stepDays, leftOut } = panel;
    return ok({ names, judged, promotions, ...rangeOf(panel), group, times, stepDays, leftOut });
  },
};
