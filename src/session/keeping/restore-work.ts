/** Puts what was kept of a file back where it was, before the file is shown again. */
import type { AnalysisId } from '../../analyses/list.ts';
import { usualRules } from '../../series/panel.ts';
import type { TableSource } from '../../worker/protocol.ts';
import type { RunShelf } from '../run-shelf.ts';
import type { AnalysisState, RestoredPiece } from '../session-side.ts';
import type { Candidate } from '../shown.ts';
import type { KeptPiece, KeptSelection, KeptWork } from './kept.ts';
import { isRunPiece, runOfPiece } from './run-pieces.ts';

export type RestoredWork = {
  candidate: Candidate;
  /** Whether something was left because another version of the page wrote it. */
  isOtherVersion: boolean;
};

/** How the file of some work is read. */
export function sourceOf({
  file,
  blob,
}: {
  file: { name: string; selection: Pick<KeptSelection, 'choices'> };
  blob: Blob;
}): TableSource {
  const { choices } = file.selection;
  return { name: file.name, blob, ...(Object.keys(choices).length > 0 && { choices }) };
}

/**
 * @param source how its file is read
 * @param stateOf the state of an analysis, which takes what is its own
 * @returns what was shown, as it was read then
 */
export async function restoreWork(
  { file, pieces }: Pick<KeptWork, 'file' | 'pieces'>,
  source: TableSource,
  runs: RunShelf,
  stateOf: (analysis: AnalysisId) => Promise<AnalysisState>,
): Promise<RestoredWork> {
  const candidateOf = candidatesOf(source);
  const candidate = candidateOf(file.selection);
  const byAnalysis = new Map<AnalysisId, KeptPiece[]>();
  for (const piece of pieces) byAnalysis.set(piece.analysis, [...(byAnalysis.get(piece.analysis) ?? []), piece]);
  let isOtherVersion = false;
  for (const [analysis, own] of byAnalysis) {
    const { kept } = await stateOf(analysis);
    const known = own.filter(({ version }) => version === kept?.version);
    isOtherVersion ||= known.length < own.length;
    const over = known.filter(isRunPiece).map((piece) => runOfPiece(piece, candidateOf(piece.selection)));
    runs.restore(over.sort((a, b) => b.endedAtMs - a.endedAtMs));
    const restored = known
      .filter((piece) => !isRunPiece(piece))
      .map((piece): RestoredPiece => ({ ...piece, candidate: candidateOf(piece.selection) }));
    kept?.restore(restored);
  }
  return { candidate, isOtherVersion };
}

/** One source for each way to read the file, so that it is read once for all that was read alike. */
function candidatesOf(first: TableSource): (selection: KeptSelection) => Candidate {
  const sources = new Map([[JSON.stringify(first.choices ?? {}), first]]);
  const { name, blob } = first;
  return ({ choices, ...selection }) => {
    const key = JSON.stringify(choices);
    const isSaid = Object.keys(choices).length > 0;
    const source = sources.get(key) ?? { name, blob, ...(isSaid && { choices }) };
    sources.set(key, source);
    // What a repair is called may be newer than what was kept.
    return { source, ...selection, rules: { ...usualRules, ...selection.rules } };
  };
}
