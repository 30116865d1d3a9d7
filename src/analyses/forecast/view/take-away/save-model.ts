/** A model as files to save. */
import { writeZip } from '../../../../base/write-zip.ts';
import { baseName, downloadBlob } from '../../../../export/download.ts';
import { type SavedModel, weightsName, writeModelFile } from '../../../../export/model/model-file.ts';
import { modelEndings } from '../../../../export/model/model-name.ts';
import type { Precision } from '../../../../export/model/pack-tensors.ts';
import { writeOnnx } from '../../../../export/onnx/network-graph.ts';
import { writeModelCard } from './describe-model.ts';
import type { TakeAwayWords } from './words/take-away-words.ts';

export function nameOf({ about, model }: Pick<SavedModel, 'about' | 'model'>, ending: string): string {
  const file = about.shops ? `${baseName(about.shops.file)}-shops` : baseName(about.data);
  const parts = [file, ...(about.series === null ? [] : [baseName(about.series)]), model];
  return `${parts.join('-')}${ending}`;
}

/** Saves the weights with all that is needed to forecast with them, and a page in words. */
export function saveModel(words: TakeAwayWords, saved: SavedModel, precision: Precision = 'f32'): void {
  const card = new TextEncoder().encode(writeModelCard(words, saved));
  const zip = writeZip([
    { name: weightsName, bytes: writeModelFile(saved, precision) },
    { name: `model-card.${words.language}.md`, bytes: card },
  ]);
  downloadBlob(nameOf(saved, modelEndings[0]), zip);
}

/** Saves the network as an ONNX file, with the same page in it. */
export function saveOnnx(words: TakeAwayWords, saved: SavedModel): void {
  const { model, settings, trained, about } = saved;
  const bytes = writeOnnx({
    model,
    settings,
    trained,
    about: writeModelCard(words, saved),
    metadata: { columns: JSON.stringify(about.columns), step: JSON.stringify(about.step) },
  });
  downloadBlob(nameOf(saved, '.onnx'), new Blob([bytes]));
}
