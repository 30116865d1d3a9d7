/** What forecasting keeps for as long as the page is open, and what can be done with it. */
import type { StoreApi } from 'zustand/vanilla';
import type { RoundLearning } from '../../../evaluation/round-learning.ts';
import type { ShrinkTrial } from '../../../evaluation/shrink-trial.ts';
import type { SavedModel } from '../../../export/model/model-file.ts';
import type { ShrinkWay } from '../../../export/model/shrink.ts';
import type { Noise, Round } from '../../../federation/round.ts';
import type { ModelId, NetworkId } from '../../../forecasters/model-cards.ts';
import type { SettingName, SettingValue } from '../../../forecasters/setting-cards.ts';
import type { Settings } from '../../../forecasters/settings.ts';
import type { ReadEvents } from '../../../series/event-table.ts';
import type { EventOffer, RankedOffer } from '../../../series/offer-events.ts';
import type { Piece } from '../../../series/pieces.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { TableSource } from '../../../worker/protocol.ts';
import type { EventNotes, OtherNaive } from '../inputs.ts';
import type { EarlierRun } from './earlier-part.ts';
import type { ShownLook } from './first-look.ts';
import type { ForecastRun } from './run.ts';
import type { SearchState } from './search.ts';
import type { Shops } from './shops.ts';
import type { KnownTarget } from './targets.ts';
import type { View } from './view.ts';

export type ForecastState = {
  data: LoadedSeries | null;
  /** What is here of its points: the first piece holds all of it, thinned where it is long. */
  pieces: readonly Piece[];
  /** Of the next run. */
  settings: Settings | null;
  /** What settings found or brought by a link have taken the place of; null where there is nothing to go back to. */
  settingsBefore: Settings | null;
  /** The run of what is shown: under way, or the last one that was kept. */
  run: ForecastRun;
  /** Which of the kept runs that is; null where it is none of them. */
  shownRun: number | null;
  /** The run of this series in an earlier state of the file; null where there is none. */
  earlierRun: EarlierRun | null;
  /** The targets that are forecast together with what is shown, itself among them; none where it is forecast by itself. */
  targets: readonly KnownTarget[];
  /** The runs of the other targets, by the names of these: under way, or the last that were kept. */
  targetRuns: Readonly<Record<string, ForecastRun>>;
  /** What a run is about that goes on while something else is shown; null where there is none. */
  elsewhere: { name: string; share: number } | null;
  /** What the network that was trained ahead makes of a series before anything is run; it may be of another series. */
  firstLook: ShownLook | null;
  search: SearchState;
  /** A training that is shared with others by files. */
  shops: Shops;
  view: View;
};

export type SettingsActions = {
  changeSetting<Name extends SettingName>(name: Name, value: SettingValue<Name>): void;
  changeSettings(change: Partial<Settings>): void;
  toggleModel(model: ModelId): void;
  resetSettings(): void;
  /** Goes back to the settings before those were taken over. */
  restoreSettings(): void;
  /** Takes settings from elsewhere; those before can be gone back to. */
  takeSettings(settings: Settings): void;
};

export type RunActions = {
  startForecast(): Promise<void>;
  /** Brings the run of an earlier state of the file up to date. */
  updateForecast(): Promise<void>;
  /** Stops the run under way, whatever it is about, and keeps what there is of it. */
  cancelForecast(): void;
  /** Shows what the run under way is about. */
  showRunning(): Promise<void>;
  /** Forecasts what is shown by a network that was trained before, or says why it does not suit. */
  deployModel(saved: SavedModel): void;
  /** Puts a failure aside and goes on with what there was. */
  dismissFailure(): void;
  /** Shows a kept run and what it was made of; its input shows it from now on, until it is run again. */
  openRun(id: number): Promise<void>;
  /** Lets a kept run go; where it was shown, the latest of its input takes its place. */
  forgetRun(id: number): void;
};

export type ShrinkActions = {
  /**
   * The network that was trained ahead as an ONNX file, by the settings of a run; null where it reads the series in two ways.
   *
   * @throws {Error} where it could not be written
   */
  writeOnnx(request: {
    settings: Settings;
    about: string;
    metadata: Readonly<Record<string, string>>;
  }): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Tells what making a network smaller costs, by the settings of a run; null where it was called off or came to nothing. */
  tryShrunk(
    model: NetworkId,
    settings: Settings,
    options: { signal: AbortSignal; onShare: (share: number) => void },
  ): Promise<ShrinkTrial<ShrinkWay> | null>;
};

export type ShopsActions = {
  /** Draws first weights, with which the first round begins; null where it came to nothing, which is said. */
  beginRounds(asked: { model: NetworkId; settings: Settings; rounds: number; epochs: number }): Promise<Round | null>;
  /** Opens files of a shared training: a round in the place of the one before, what other shops hand back beside what is there. */
  openRounds(files: readonly TableSource[]): Promise<void>;
  /** The fold has been opened that was asked for. */
  seeShops(): void;
  /** Learns on from the weights of the round, from the data shown. @param label what this shop is called by the others */
  learnRound(label: string, noise: Noise | null): Promise<void>;
  /** Calls off what is being learnt. */
  stopRound(): void;
  /** Averages what was brought to the next round; null where that is of fewer than two shops. */
  averageRound(): Round | null;
  /** The weights of the round with a head of this shop's own, where that does better here; null where it came to nothing. */
  fitOwnHead(): Promise<RoundLearning | null>;
  /** Forgets the round and what was brought. */
  leaveRounds(): void;
};

export type SearchActions = {
  /** Looks for settings of networks that do better, for so many minutes. */
  startSearch(minutes: number): Promise<void>;
  cancelSearch(): void;
  /** Takes over what a trial was made of. */
  takeTrial(id: number): void;
};

export type PieceActions = {
  /** Fetches the points of [from, end), thinned where there are too many. */
  wantPiece(from: number, end: number): Promise<void>;
  /** Fetches some points, ascending. */
  wantPoints(at: Uint32Array): Promise<void>;
  /** Saves the series as it was repaired. */
  saveRepaired(): Promise<void>;
  /** What the seasonal naive of these settings makes of some of the other series. */
  naiveOfOthers(count: number, settings: Settings): Promise<OtherNaive[]>;
};

export type EventActions = {
  /** What became of the events of the series shown, and what else may be one; null where it is shown no more. */
  readEvents(): Promise<EventNotes | null>;
  /** The events that a file lists; null where it has no dates. */
  readEventFile(file: Blob, name: string): Promise<ReadEvents | null>;
  /** Offers in the order of what they change. */
  rankEvents(offers: readonly EventOffer[], signal: AbortSignal): Promise<RankedOffer[]>;
};

export type ViewActions = {
  /** Looks at the results in another way. */
  changeView(change: Partial<View>): void;
  /** Draws a model's line, or leaves it out. */
  showLine(model: ModelId, isShown: boolean): void;
};

export type ForecastActions = SettingsActions &
  RunActions &
  SearchActions &
  ShrinkActions &
  ShopsActions &
  PieceActions &
  EventActions &
  ViewActions;
export type ForecastStore = StoreApi<ForecastState & ForecastActions>;

/** The store as its parts use it. */
export type ForecastAccess = { set: ForecastStore['setState']; get: ForecastStore['getState'] };
