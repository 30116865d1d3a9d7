/** What forecasting every series keeps for as long as the page is open, and what can be done with it. */
import type { StoreApi } from 'zustand/vanilla';
import type { ReconcileMethod } from '../../../planning/reconcile.ts';
import type { AnalysisProblem } from '../../analysis.ts';
import { seriesFlags } from '../judge-series.ts';
import type { CameOf } from './earlier-plan.ts';
import type { AddedUp, LevelPlan } from './levels.ts';
import type { SetNumber } from './plan-shown.ts';
import type { FileResults } from './results.ts';

export type RunState =
  | { state: 'idle' }
  | {
      state: 'running' | 'cancelling';
      /** Series that have been looked at, and that have been tested, of so many. */
      looks: { done: number; total: number };
      tests: { done: number; total: number };
      /** Time left in ms; null until it can be told. */
      etaMs: number | null;
    };

/** Columns that can be sorted by; `importance` is what wants a look first. */
export type SortKey =
  | 'importance'
  | 'file'
  | 'name'
  | 'status'
  | 'total'
  | 'low'
  | 'high'
  | 'change'
  | 'model'
  | 'miss'
  | 'trust';

export const optionalColumns = ['plot', 'low', 'high', 'change', 'model', 'miss', 'trust', 'flags'] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

/** What wants a look, the flags one by one, and what has no forecast. */
export const flagFilters = ['attention', ...seriesFlags, 'none'] as const;
/** Trust, value and error. */
export const classFilters = ['good', 'fair', 'poor', 'a', 'b', 'c', 'x', 'y', 'z'] as const;
export type FilterId = (typeof flagFilters | typeof classFilters)[number];

export type TableView = {
  search: string;
  filter: FilterId | null;
  /** A second one, of value or of error, beside the first. */
  classes: FilterId | null;
  sort: { key: SortKey; isDescending: boolean };
  /** The column that rows are grouped by; null for none. */
  group: string | null;
  columns: readonly OptionalColumn[];
  /** What rows belong to, the widest first: labels of columns. */
  path: readonly { column: string; label: string }[];
};

export type AllSeriesState = {
  known: FileResults | null;
  /** Which columns and repairs of which file that is of. */
  fileKey: string;
  horizonSteps: number;
  run: RunState;
  /** Whether a run of other data is under way. */
  isElsewhere: boolean;
  problem: AnalysisProblem | null;
  view: TableView;
  /** The series opened beside the list. */
  opened: number | null;
  /** What totals the file offers, and which of them are taken. */
  levels: LevelPlan;
  taken: readonly number[];
  /** Null where nothing has been made to add up. */
  addedUp: AddedUp | null;
  /** Whether what had been made to add up before a reload is being made so again. */
  isAddingAgain: boolean;
  /** The level shown, by its place among those added up; null for the series of the file. */
  level: number | null;
  /** How it is to be made to add up; null where that is chosen by how much was tested. */
  method: ReconcileMethod | null;
  /** What planners have set, by the names of the series. */
  overrides: readonly SetNumber[];
  /** What came of the forecasts of an earlier file; null where this one does not go on from it. */
  cameOf: CameOf | null;
  /** What was forecast of the earlier state of the file shown; null where that is nothing. */
  earlier: FileResults | null;
};

export type AllSeriesActions = {
  /** Forecasts these series, as far as that has not been done. */
  start(numbers: readonly number[]): Promise<void>;
  /** Forecasts a series once more that something went wrong with. */
  tryAgain(number: number): Promise<void>;
  /** Forecasts all series anew, those of an earlier state of the file by the models that were chosen there. */
  update(): Promise<void>;
  /** Stops and keeps what there is. */
  cancel(): void;
  /** Another horizon, for all; what was forecast for the one before is there again when that is chosen. */
  setHorizon(steps: number): void;
  changeView(change: Partial<TableView>): void;
  open(number: number | null): void;
  /** Forecasts the totals taken where that is not done, makes all add up, and shows one level; null shows the series. */
  showLevel(level: number | null): Promise<void>;
  /** Other totals; what was made to add up is let go. */
  takeLevels(taken: readonly number[]): void;
  setMethod(method: ReconcileMethod | null): Promise<void>;
  addOverride(override: SetNumber): void;
  removeOverride(override: SetNumber): void;
  dismissProblem(): void;
  dismissCameOf(): void;
};

export type AllSeriesStore = StoreApi<AllSeriesState & AllSeriesActions>;
