/** Projects in the session: saved, opened, and those that wait for their data. */
import { type AnalysisId, analysisIds } from '../../analyses/list.ts';
import { checksumOf } from '../../base/write-zip.ts';
import { baseName } from '../../export/download.ts';
import type { TableProfile, TableSource } from '../../worker/protocol.ts';
import type { Keeper } from '../keeping/keeper.ts';
import type { KeptWork } from '../keeping/kept.ts';
import { restoreWork, sourceOf } from '../keeping/restore-work.ts';
import { isRunPiece } from '../keeping/run-pieces.ts';
import type { ReadingPart } from '../reading-actions.ts';
import type { RunShelf } from '../run-shelf.ts';
import type { AnalysisState } from '../session-side.ts';
import type { Store } from '../session-state.ts';
import type { Candidate } from '../shown.ts';
import { isProjectName, type Project, projectEnding } from './project.ts';

type Parts = {
  keeper: Keeper;
  runs: RunShelf;
  stateOf: (analysis: AnalysisId) => Promise<AnalysisState>;
  reading: () => ReadingPart;
};

export type ProjectPart = {
  /** The work on what is shown as a file to save; null where nothing is shown. */
  save(hasData: boolean): Promise<{ name: string; blob: Blob } | null>;
  /** Opens a project, or the data that one waits for; null where the file is neither. */
  open(source: TableSource): Promise<void> | null;
};

export function createProjectPart({ get, set, fail }: Store, { keeper, runs, stateOf, reading }: Parts): ProjectPart {
  async function openWith(project: Project, blob: Blob, isSameData: boolean): Promise<void> {
    const { file } = project;
    const source = sourceOf({ file, blob });
    await reading().openAsBefore(source, file.analysis, async (profile) => {
      const work = await readWork(project, blob, profile, isSameData);
      if (!work) return null;
      set({ project: null });
      keeper.adopt(work);
      const { candidate, isOtherVersion } = await restoreWork(work, source, runs, stateOf);
      set(({ keeping }) => ({ keeping: { ...keeping, isOtherVersion } }));
      return candidate;
    });
  }

  /** What of a project is sound for a table; null where the table is another. */
  async function readWork(
    { file, pieces }: Project,
    blob: Blob,
    profile: TableProfile,
    isSameData: boolean,
  ): Promise<KeptWork | null> {
    const names = profile.columns.map(({ name }) => name);
    if (JSON.stringify(names) !== JSON.stringify(file.columns) || !fits(file.selection, profile)) return null;
    const sound: KeptWork['pieces'] = [];
    for (const piece of pieces) {
      if (!analysisIds.includes(piece.analysis) || !fits(piece.selection, profile)) continue;
      const { kept } = await stateOf(piece.analysis);
      const isWanted = isSameData || (!isRunPiece(piece) && kept?.suitsOtherData(piece.name));
      // What another version wrote is not looked into: it is left out, and that is said.
      const isSound = piece.version !== kept?.version || kept.isSound(piece);
      if (isWanted && isSound) sound.push({ ...piece, selection: { ...piece.selection, profile } });
    }
    const { columns: _columns, crc: _crc, ...rest } = file;
    const selection = { ...file.selection, profile };
    return { file: { ...rest, id: '', isOpenElsewhere: false, selection }, blob, pieces: sound };
  }

  async function openProject(source: TableSource): Promise<void> {
    const signal = reading().begin(source.name);
    const { readProject } = await import('./read-project.ts');
    const opened = await readProject(source);
    if (signal.aborted) return;
    if (!opened.ok) return fail({ problem: opened.problem, attempt: { kind: 'open', source } });
    const { project, data } = opened.value;
    if (data) return openWith(project, data, true);
    set({ project, reading: { state: 'settled' } });
  }

  async function openData(waiting: Project, { name, blob }: TableSource): Promise<void> {
    const signal = reading().begin(name);
    const isSameData = blob.size === waiting.file.bytes && (await checksumOf(blob)) === waiting.file.crc;
    if (signal.aborted) return;
    await openWith({ ...waiting, file: { ...waiting.file, name } }, blob, isSameData);
  }

  return {
    async save(hasData) {
      const { shown } = get();
      const work = shown && (await keeper.collect(shown.source.blob));
      if (!work) return null;
      const { writeProject } = await import('./write-project.ts');
      return { name: `${baseName(work.file.name)}${projectEnding}`, blob: await writeProject(work, hasData) };
    },

    open(source) {
      if (isProjectName(source.name)) return openProject(source);
      const { project: waiting } = get();
      return waiting && openData(waiting, source);
    },
  };
}

/** Whether the columns of a choice are there, of the kinds that they have to be. */
function fits({ choice }: Pick<Candidate, 'choice'>, { columns }: TableProfile): boolean {
  const { timeColumn, idColumns, targetColumns, covariateColumns } = choice;
  const places = [...(timeColumn === null ? [] : [timeColumn]), ...idColumns, ...targetColumns, ...covariateColumns];
  return places.every((place) => place < columns.length) && targetColumns.every((at) => columns[at].kind === 'number');
}
