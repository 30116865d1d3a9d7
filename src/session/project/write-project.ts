import { checksumOf, deflateBlob, deflateText, writeZip } from '../../base/write-zip.ts';
import { packTensor } from '../../export/model/pack-tensors.ts';
import { writeSafetensors } from '../../export/model/safetensors.ts';
import type { KeptPiece, KeptSelection, KeptWork } from '../keeping/kept.ts';
import { type ArraySink, toPlainJson } from './plain-json.ts';
import { entryNames, type Project, type ProjectSelection, projectVersion } from './project.ts';

function withoutProfile({ choices, file, choice, rules, uniqueId }: KeptSelection): ProjectSelection {
  return { choices, file, choice, rules, uniqueId };
}

async function* textOf(json: unknown): AsyncGenerator<string> {
  yield JSON.stringify(json);
}

/**
 * The project file of some work. What was made of the file as it was read otherwise than it is now is left out.
 *
 * @param hasData whether the file itself goes along
 */
export async function writeProject({ file, blob, pieces }: KeptWork, hasData: boolean): Promise<Blob> {
  const { name, analysis, changedAtMs, runEndedAtMs, seriesCount, selection } = file;
  const reading = JSON.stringify(selection.choices);
  const isOfReading = (piece: KeptPiece) => JSON.stringify(piece.selection.choices) === reading;
  const data = hasData ? await deflateBlob(entryNames.data, blob) : null;
  const project: Project = {
    file: {
      name,
      analysis,
      changedAtMs,
      runEndedAtMs,
      seriesCount,
      selection: withoutProfile(selection),
      columns: selection.profile.columns.map((column) => column.name),
      bytes: blob.size,
      crc: data?.crc ?? (await checksumOf(blob)),
    },
    pieces: pieces.filter(isOfReading).map((piece) => ({ ...piece, selection: withoutProfile(piece.selection) })),
  };
  const arrays: ArraySink = { length: 0, parts: [], tensors: [] };
  const json = { dropcast: 'project', version: projectVersion, ...(toPlainJson(project, arrays) as object) };
  const weights = writeSafetensors({ metadata: {}, tensors: arrays.tensors.flatMap((one) => packTensor(one, 'f32')) });
  return writeZip([
    await deflateText(entryNames.json, textOf(json)),
    await deflateBlob(entryNames.weights, new Blob([weights])),
    await deflateBlob(entryNames.arrays, new Blob(arrays.parts as BlobPart[])),
    ...(data ? [data] : []),
  ]);
}
