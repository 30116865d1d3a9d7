/** What judging prices keeps for as long as the page is open, and what can be done with it. */
import type { StoreApi } from 'zustand/vanilla';
import type { AnalysisProblem } from '../../analysis.ts';
import type { PriceBrief, PriceRole } from '../inputs.ts';
import type { PricePart } from '../jobs/job.ts';
import type { PriceSettings } from './price-settings.ts';

export const sortKeys = ['gain', 'name', 'elasticity', 'today', 'best', 'units'] as const;
export type SortKey = (typeof sortKeys)[number];
export const filters = ['up', 'down', 'sure', 'refused'] as const;
export type PriceFilter = (typeof filters)[number];

export type PriceView = {
  search: string;
  filter: PriceFilter | null;
  sort: { key: SortKey; isDescending: boolean };
};

/** Something that is being computed, how much of it is done, or what came of it. */
export type Made<Value> = { state: 'none' } | { state: 'running'; share: number } | { state: 'done'; value: Value };

export type PriceState = {
  file: PriceBrief | null;
  /** Which file, columns and repairs that is of. */
  fileKey: string;
  settings: PriceSettings;
  part: Made<PricePart>;
  /** Units a step that the forecasts of all series have ahead, by `unique_id`; null where there are none. */
  ahead: ReadonlyMap<string, number> | null;
  problem: AnalysisProblem | null;
  view: PriceView;
  opened: number | null;
};

export type PriceActions = {
  changeSettings(change: Partial<PriceSettings>): void;
  setColumn(role: PriceRole, column: string | null): void;
  /** Null for what the file or the share says. */
  setCost(uniqueId: string, cost: number | null): void;
  changeView(change: Partial<PriceView>): void;
  open(number: number | null): void;
  dismissProblem(): void;
};

export type PriceStore = StoreApi<PriceState & PriceActions>;
