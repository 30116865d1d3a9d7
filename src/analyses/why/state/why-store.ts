/** What explaining keeps for as long as the page is open, and what can be done with it. */
import type { StoreApi } from 'zustand/vanilla';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { ForecastOffer } from '../../../session/offers.ts';
import type { ConstantColumn, WhyViewKind, WhyViews } from '../inputs.ts';
import type { WhyJob, WhyPart } from '../jobs/job.ts';
import type { KeptScenario } from './kept-scenarios.ts';

export type WhyState = {
  /** Null before anything is shown. */
  data: LoadedSeries | null;
  /** Columns of its file that never change. */
  constants: readonly ConstantColumn[];
  /** Sections that are open, by their ids. */
  opened: readonly string[];
  /** The forecast that is shown of it; null until there is one. */
  offer: ForecastOffer | null;
  /** Those of the series shown that were given a name, in the order in which they were. */
  scenarios: readonly KeptScenario[];
};

export type WhyActions = {
  /** Keeps a scenario, in the place of one of the same name and horizon. */
  keepScenario(scenario: KeptScenario): void;
  forgetScenario(scenario: KeptScenario): void;
  openSection(id: string, isOpen: boolean): void;
  /**
   * Has a worker do a job on the series shown.
   *
   * @returns null where it was called off, or another series is shown meanwhile
   * @throws {Error} with the code of the problem where it came to nothing
   */
  ask<Kind extends WhyJob['kind']>(
    job: Extract<WhyJob, { kind: Kind }>,
    signal: AbortSignal,
  ): Promise<Extract<WhyPart, { kind: Kind }> | null>;
  /**
   * Asks the data worker for something of the series shown.
   *
   * @returns null where it was called off, cannot be had any more, or another series is shown meanwhile
   */
  look<Kind extends WhyViewKind>(
    need: WhyViews[Kind]['need'],
    signal: AbortSignal,
  ): Promise<{ answer: WhyViews[Kind]['answer'] } | null>;
};

export type WhyStore = StoreApi<WhyState & WhyActions>;
