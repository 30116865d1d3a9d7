/** What of which file is shown, and what is being read, as plain data. */

import type { AnalysisProblem } from '../analyses/analysis.ts';
import type { AnalysisId } from '../analyses/list.ts';
import type { PanelProgress } from '../series/panel.ts';
import type { RowsAccount } from '../series/row-account.ts';
import type { SeriesProblem } from '../series/series.ts';
import type { ReadProgress } from '../table/finish-table.ts';
import type { TableProblem } from '../table/table.ts';
import type {
  InputHandle,
  InternalProblem,
  PanelOverview,
  ProblemOf,
  TableProfile,
  TableSource,
  WorkerDied,
} from '../worker/protocol.ts';
import type { ProjectProblem } from './project/project.ts';
import type { Sample } from './samples.ts';
import type { Selection } from './selection.ts';

/** A file that was read into columns, and the file itself, so that a worker that died can read it again. */
export type OpenedTable = { source: TableSource; profile: TableProfile; file: FileColumns };

/** The columns of a file as they are read when nothing is said about it, to know the next one of its kind by. */
export type FileColumns = {
  fingerprint: string;
  names: string[];
  /** Whether it was read at once as one of its kind before. */
  isRecalled: boolean;
};

/** What of a table is to be shown. */
export type Candidate = OpenedTable & Selection;

/** What is to be shown alone, of something that has more. */
export function candidateOf({ source, profile, file, choice, rules, uniqueId }: Candidate): Candidate {
  return { source, profile, file, choice, rules, uniqueId };
}

/** What an analysis has prepared of it: a handle for jobs, and what the page needs to know. */
export type PreparedInput = { analysis: AnalysisId; handle: InputHandle; brief: unknown };

/** All series of the table, for a list. */
export type PanelList =
  /** There is but one. */
  | { state: 'single'; account: RowsAccount | null }
  | { state: 'reading'; progress: PanelProgress | null }
  | { state: 'listed'; overview: PanelOverview }
  /** None of them could be made. */
  | { state: 'failed'; problem: ProblemOf<'read-panel'> };

export type SessionProblem =
  | TableProblem
  | SeriesProblem
  | InternalProblem
  | WorkerDied
  | { code: 'sample-unreachable'; params: { sample: string } }
  | ProjectProblem
  | { code: 'nothing-pasted'; params: Record<never, never> }
  /** An analysis cannot be made of what was chosen, and says why in its own words. */
  | { code: 'analysis'; params: { analysis: AnalysisId; problem: AnalysisProblem } };

/** What was being done when it failed; doing it again is the retry. */
export type Attempt =
  | { kind: 'open'; source: TableSource }
  | { kind: 'sample'; sample: Sample }
  | { kind: 'choose'; candidate: Candidate; analysis: AnalysisId }
  | { kind: 'paste' };

/** What is being read; `settled` where nothing is. */
export type Reading =
  | { state: 'settled' }
  | {
      state: 'parsing';
      name: string;
      stage: 'table' | 'series';
      progress: ReadProgress | null;
      /** Whether it is the file shown that is read again, in another way. */
      isAgain: boolean;
    }
  | {
      state: 'failed';
      problem: SessionProblem;
      attempt: Attempt;
      /** A table whose chosen columns gave nothing: others may be chosen. */
      candidate: Candidate | null;
    };

export type Failure = { problem: SessionProblem; attempt: Attempt; candidate?: Candidate };

/** The code of what went wrong, an analysis's own where it is one of those. */
export function codeOf(problem: SessionProblem): string {
  return problem.code === 'analysis' ? problem.params.problem.code : problem.code;
}
