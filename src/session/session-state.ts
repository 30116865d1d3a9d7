/** What the session holds and what can be done with it, as types. */
import type { StoreApi } from 'zustand/vanilla';
import type { AnalysisProblem } from '../analyses/analysis.ts';
import type { AnalysisId } from '../analyses/list.ts';
import type { Language } from '../base/languages.ts';
import type { BackendChoice } from '../compute/backend-choice.ts';
import type { PanelChoice, RepairRules } from '../series/panel.ts';
import type { ColumnChoice } from '../table/columns/column-plan.ts';
import type { ReadChoices } from '../table/table.ts';
import type { TablePreview, TableSource } from '../worker/protocol.ts';
import type { OfflineState } from './follow-offline.ts';
import type { KeepingState } from './keeping/kept.ts';
import type { NewerFile } from './newer/newer-file.ts';
import type { Preferences, Theme } from './preferences.ts';
import type { Project } from './project/project.ts';
import type { KeptRun } from './run-shelf.ts';
import type { Sample } from './samples.ts';
import type { AnalysisState } from './session-side.ts';
import type { Candidate, Failure, PanelList, PreparedInput, Reading } from './shown.ts';

export type BackendState =
  | { state: 'unknown' }
  | { state: 'starting' }
  | { state: 'chosen'; choice: BackendChoice }
  | { state: 'failed' };

/** What a link or the file of a model brings: something that waits for data, or that could not be read. */
export type LinkState =
  | { state: 'none' }
  /** `file` is the name of what brought it; null for a link. */
  | { state: 'waiting'; analysis: AnalysisId; content: unknown; file: string | null }
  | { state: 'broken'; analysis: AnalysisId; problem: AnalysisProblem };

/** What the user is asked before something is lost. */
export type Question =
  | { kind: 'open-while-running'; source: TableSource; running: string }
  /** The same for a file that was kept. */
  | { kind: 'go-on-while-running'; source: { name: string }; id: string; running: string };

export type SessionState = Preferences & {
  samples: Sample[] | null;
  /** What is shown of which table; it stays until something else has been read in full. */
  shown: Candidate | null;
  /** The analysis in front. */
  analysis: AnalysisId;
  /** What that analysis has prepared of what is shown. */
  input: PreparedInput | null;
  /** What else is in the table shown. */
  panel: PanelList;
  reading: Reading;
  question: Question | null;
  /** The start page is in front of what is shown. */
  isAtStart: boolean;
  /** Runs that are over, the newest first. */
  runs: readonly KeptRun[];
  /** The states of the analyses that were looked at. */
  states: Partial<Record<AnalysisId, AnalysisState>>;
  backend: BackendState;
  link: LinkState;
  /** A result that a link has brought, and the sample that it is of; null where there is none. */
  brought: { analysis: AnalysisId; content: unknown; sample: string | null } | null;
  /** The sample that the user is shown around in; null where none. */
  tour: Sample | null;
  offline: OfflineState;
  /** What is kept beyond the page. */
  keeping: KeepingState;
  /** What the file shown goes on from; null where that is nothing. */
  newer: NewerFile | null;
  /** A project that came without its data and waits for them. */
  project: Project | null;
};

export type ReadingActions = {
  loadSamples(): Promise<void>;
  /** Starts and loads what every file needs, before one comes. */
  expectFile(): void;
  /**
   * Reads a file and the series its columns suggest. Data shown before stays until this has worked. Asks first where something
   * runs.
   */
  openFile(source: TableSource): Promise<void>;
  /** Reads pasted text as if it were a file of that name. */
  openText(name: string, text: string): Promise<void>;
  /** @param withTour shows the user around in it */
  openSample(sample: Sample, withTour?: boolean): Promise<void>;
  endTour(): void;
  /** Answers a question: goes on with what was asked about, or leaves it. */
  answer(goesOn: boolean): Promise<void>;
  /** Leaves what is being read unread. */
  cancelReading(): void;
  /** Shows another analysis of the same table. */
  chooseAnalysis(analysis: AnalysisId): Promise<void>;
  /** Reads the file shown as if it were the first with its columns. */
  readAnew(): Promise<void>;
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
  /** Shows something of a table in an analysis. */
  show(candidate: Candidate, analysis: AnalysisId): Promise<void>;
  /** Shows again what a kept run was made of, with what came of it. */
  showRun(id: number): Promise<void>;
  /** Goes from the start page back to the data. */
  leaveStart(): void;
};

export type SessionActions = ReadingActions & {
  /** Takes what an address brings, now or when data is opened. */
  openLink(fragment: string): Promise<void>;
  dismissLink(): void;
  /**
   * What follows the `#` in a link to what is shown: settings, roles, language.
   *
   * @param result asks for the result too; its `hasPast` is all that ever puts data into a link
   */
  writeLink(result?: { by: string; hasPast: boolean } | null): Promise<string>;
  /** Puts aside the result that a link has brought. */
  dismissBrought(): void;
  /** Opens a file that was kept, with all that was kept of it. Asks first where something runs, unless that was asked. */
  goOn(id: string, isAsked?: boolean): Promise<void>;
  /** The work on what is shown as a file to save, with the data or without; null where nothing is shown. */
  saveProject(hasData: boolean): Promise<{ name: string; blob: Blob } | null>;
  dismissProject(): void;
  /** Leaves what is said about the newer file. */
  dismissNewer(): void;
  /** Deletes what is kept: all of it, or of one file. */
  forgetKept(id?: string): Promise<void>;
  /** Keeps nothing from now on, and deletes what is kept; or keeps again. */
  setKeeping(isOn: boolean): Promise<void>;
  pinRun(id: number, isPinned: boolean): void;
  /** Calls a run something; nothing takes its name away. */
  renameRun(id: number, name: string): void;
  forgetRun(id: number): void;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  setDetails(details: Preferences['details']): void;
  setShortcuts(shortcuts: Preferences['shortcuts']): void;
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
