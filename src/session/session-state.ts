/** What the session holds and what can be done with it, as types. */
import type { StoreApi } from 'zustand/vanilla';
import type { Language } from '../base/languages.ts';
import type { BackendChoice } from '../compute/backend-choice.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import type { PanelChoice, RepairRules } from '../series/panel.ts';
import type { ReadChoices } from '../table/table.ts';
import type { TablePreview, TableSource } from '../worker/protocol.ts';
import type { Preferences, Theme } from './preferences.ts';
import type { Failure, LoadedData, PanelList, Run } from './run.ts';
import type { Sample } from './samples.ts';
import type { SearchState } from './search.ts';
import type { SettingName } from './settings-draft.ts';
import type { LinkProblem } from './share-link.ts';
import type { View } from './view.ts';

export type BackendState =
  | { state: 'unknown' }
  | { state: 'starting' }
  | { state: 'chosen'; choice: BackendChoice }
  | { state: 'failed' };

/** What the page's address brings: settings that wait for data, or a link that could not be read. */
export type LinkState =
  | { state: 'none' }
  | { state: 'waiting'; settings: Settings }
  | { state: 'broken'; problem: LinkProblem };

export type SessionState = Preferences & {
  samples: Sample[] | null;
  data: LoadedData | null;
  /** What else is in the table shown. */
  panel: PanelList;
  settings: Settings | null;
  run: Run;
  view: View;
  backend: BackendState;
  search: SearchState;
  /** What settings found or brought by a link have taken the place of; null where there is nothing to go back to. */
  settingsBefore: Settings | null;
  link: LinkState;
};

type ColumnChoice = NonNullable<ReadChoices['columns']>[string];

export type ReadingActions = {
  loadSamples(): Promise<void>;
  /** Reads a file and the series its columns suggest. Data shown before stays until this has worked. */
  openFile(source: TableSource): Promise<void>;
  /** Reads pasted text as if it were a file of that name. */
  openText(name: string, text: string): Promise<void>;
  openSample(sample: Sample): Promise<void>;
  /** Reads another series out of the table shown, or out of the one whose columns were at fault. */
  chooseColumns(choice: PanelChoice, uniqueId?: string | null): Promise<void>;
  /** Shows another series of the table. */
  chooseSeries(uniqueId: string): Promise<void>;
  /** Repairs the series otherwise. */
  changeRules(change: Partial<RepairRules>): Promise<void>;
  /** Reads the file again as the user says; what was said before holds too. */
  readAs(choices: ReadChoices): Promise<void>;
  /** The same for one of its columns. */
  readColumnAs(column: string, choice: ColumnChoice): Promise<void>;
  /** Rows of the table shown, from `firstRow` on, counted from 1; null where the file cannot be read any more. */
  previewRows(firstRow: number, rows: number): Promise<TablePreview | null>;
  /** Reads another sheet of the same workbook. */
  chooseSheet(sheet: string): Promise<void>;
};

export type SettingsActions = {
  changeSetting(name: SettingName, value: number | null): void;
  changeSettings(change: Partial<Settings>): void;
  toggleModel(model: ModelId): void;
  resetSettings(): void;
  /** Goes back to the settings before those were taken over. */
  restoreSettings(): void;
  /** Takes the settings that an address brings, now or when data is opened. */
  openLink(fragment: string): void;
  dismissLink(): void;
};

export type ForecastActions = {
  startForecast(): Promise<void>;
  cancelForecast(): void;
};

export type SearchActions = {
  /** Looks for settings of networks that do better, for so many minutes. */
  startSearch(minutes: number): Promise<void>;
  cancelSearch(): void;
  /** Takes over what a trial was made of. */
  takeTrial(id: number): void;
};

export type SessionActions = ReadingActions &
  SettingsActions &
  ForecastActions &
  SearchActions & {
    setLanguage(language: Language): void;
    setTheme(theme: Theme): void;
    /** Looks at the results in another way. */
    changeView(change: Partial<View>): void;
    /** Draws a model's line, or leaves it out. */
    showLine(model: ModelId, isShown: boolean): void;
    /** Does again what failed. */
    retry(): Promise<void>;
    /** Puts a failure aside and goes on with what there was. */
    dismiss(): void;
  };

export type Session = StoreApi<SessionState & SessionActions>;

/** The session's store as its parts use it. */
export type Store = {
  set: Session['setState'];
  get: Session['getState'];
  fail(failure: Failure): void;
};
