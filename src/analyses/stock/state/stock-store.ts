/** What deciding on stock keeps for as long as the page is open, and what can be done with it. */
import type { StoreApi } from 'zustand/vanilla';
import type { AllSeriesOffer } from '../../../session/offers.ts';
import type { TableSource } from '../../../worker/protocol.ts';
import type { AnalysisProblem } from '../../analysis.ts';
import type { ItemField, StockBrief } from '../inputs.ts';
import type { CurvePart, PathsPart, ReplayPart } from '../jobs/job.ts';
import type { Orders } from './orders.ts';
import type { ResolvedItems } from './resolve-items.ts';
import type { Source, StockSettings } from './stock-settings.ts';

export type Beside = { name: string; brief: StockBrief };

/** What a file beside the first is read as; null where nothing is. */
export type BesideState =
  | { state: 'none' }
  | { state: 'reading'; name: string }
  | { state: 'failed'; name: string; problem: AnalysisProblem };

export const sortKeys = ['risk', 'name', 'order', 'safety', 'reorder', 'cover', 'overstock'] as const;
export type SortKey = (typeof sortKeys)[number];
export const filters = ['order', 'late', 'over', 'dead', 'byHand', 'a', 'b', 'c'] as const;
export type StockFilter = (typeof filters)[number];

export type StockView = {
  search: string;
  filter: StockFilter | null;
  sort: { key: SortKey; isDescending: boolean };
};

/** Something that is being computed, how much of it is done, or what came of it. */
export type Made<Value> = { state: 'none' } | { state: 'running'; share: number } | { state: 'done'; value: Value };

/** What was decided, and by what: what is said of the items may have changed since. */
export type Decided = { orders: Orders; resolved: ResolvedItems; classes: Uint8Array };

export type StockState = {
  file: StockBrief | null;
  /** Which file, columns and repairs that is of. */
  fileKey: string;
  /** The forecasts of its series; null until All series has looked at the file. */
  offer: AllSeriesOffer | null;
  beside: Beside | null;
  reading: BesideState;
  settings: StockSettings;
  /** Null without forecasts. */
  resolved: ResolvedItems | null;
  /** [series] places in `valueClasses` */
  classes: Uint8Array;
  decided: Made<Decided>;
  curve: Made<CurvePart>;
  replay: Made<ReplayPart>;
  /** Of the item opened. */
  paths: { number: number; part: PathsPart } | null;
  problem: AnalysisProblem | null;
  view: StockView;
  opened: number | null;
};

export type StockActions = {
  /** Forecasts all series, or the rest of them. */
  forecast(): void;
  cancelForecast(): void;
  changeSettings(change: Partial<StockSettings>): void;
  /** Where a field comes from, for all. */
  setSource(field: ItemField, source: Source): void;
  /** What holds for all of which no column says anything; null for the usual. */
  setValue(field: ItemField, value: number | null): void;
  /** The same for one. */
  setItem(uniqueId: string, field: ItemField, value: number | null): void;
  /** Reads a second file, of stock and the like. */
  addBeside(source: TableSource): Promise<void>;
  removeBeside(): void;
  changeView(change: Partial<StockView>): void;
  open(number: number | null): void;
  findCurve(): Promise<void>;
  startReplay(): Promise<void>;
  /** Stops what is being replayed. */
  cancelReplay(): void;
  dismissProblem(): void;
};

export type StockStore = StoreApi<StockState & StockActions>;
