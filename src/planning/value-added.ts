/**
 * Forecast value added: what each step of making a plan did to its error, once it is known what came (Gilliland 2010): the model over the
 * seasonal naive, the planner over the model.
 */

/** What was said of one series before it came; [steps] each, as many as have come. */
export type JudgedPlan = {
  uniqueId: string;
  /** NaN where nothing is known of a step. */
  actual: Float64Array;
  naive: Float64Array;
  model: Float64Array;
  planned: Float64Array;
  /** 1 for steps that a planner has set. */
  isSet: Uint8Array;
};

/** Errors as Σ|error| / Σ|actual|; null where nothing came. */
export type ValueAdded = {
  /** Points compared. */
  points: number;
  naive: number | null;
  model: number | null;
  planned: number | null;
  /** By how much the error is smaller: above zero is value added. */
  modelOverNaive: number | null;
  plannedOverModel: number | null;
};

export type PlanValue = {
  all: ValueAdded;
  /** The same of steps that a planner has set alone: the others have the same error with and without. */
  overridden: ValueAdded;
  /** Series with overrides, those in which they helped and in which they harmed. */
  series: { overridden: number; better: number; worse: number };
};

/** Each series counts by how much came of it, so that a slip of a small one does not outweigh the large. */
export function measureValueAdded(plans: readonly JudgedPlan[]): PlanValue {
  const all = new Sums();
  const overridden = new Sums();
  const series = { overridden: 0, better: 0, worse: 0 };
  for (const plan of plans) {
    const own = new Sums();
    for (let step = 0; step < plan.actual.length; step++) {
      if (Number.isNaN(plan.actual[step])) continue;
      all.add(plan, step);
      if (plan.isSet[step] === 0) continue;
      overridden.add(plan, step);
      own.add(plan, step);
    }
    if (own.points === 0) continue;
    series.overridden++;
    if (own.planned < own.model) series.better++;
    else if (own.planned > own.model) series.worse++;
  }
  return { all: all.measure(), overridden: overridden.measure(), series };
}

class Sums {
  points = 0;
  actual = 0;
  naive = 0;
  model = 0;
  planned = 0;

  add(plan: JudgedPlan, step: number): void {
    const came = plan.actual[step];
    this.points++;
    this.actual += Math.abs(came);
    this.naive += Math.abs(came - plan.naive[step]);
    this.model += Math.abs(came - plan.model[step]);
    this.planned += Math.abs(came - plan.planned[step]);
  }

  measure(): ValueAdded {
    const over = (sum: number) => (this.actual > 0 ? sum / this.actual : null);
    return {
      points: this.points,
      naive: over(this.naive),
      model: over(this.model),
      planned: over(this.planned),
      modelOverNaive: over(this.naive - this.model),
      plannedOverModel: over(this.model - this.planned),
    };
  }
}
