import { type LegendEntry, renderChartImage } from '../../export/chart-image.ts';
import { baseName, downloadBlob } from '../../export/download.ts';
import type { Words } from '../../i18n/words.ts';
import type { Drawing } from './prepare-drawing.ts';
import { lineColor } from './swatch.tsx';

/** The value that a custom property has right now, in the appearance that is on. */
function resolveColor(color: string): string {
  const name = /^var\((.+)\)$/.exec(color)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : color;
}

/** Saves the chart as it stands as a PNG named after the file. */
export async function saveChart(
  svg: SVGSVGElement,
  title: string,
  fileName: string,
  { lines, colors }: Drawing,
  words: Words,
): Promise<void> {
  const models = lines.filter(({ kind }) => kind === 'test').map(({ model }) => model);
  const legend = (['actual', ...models] as const).map(
    (model): LegendEntry => ({
      label: model === 'actual' ? words.say('chart.actual') : words.say(`model.${model}`),
      color: resolveColor(lineColor(model, colors)),
    }),
  );
  const image = await renderChartImage({
    svg,
    title,
    legend,
    background: resolveColor('var(--surface)'),
    ink: resolveColor('var(--ink)'),
    fontFamily: getComputedStyle(document.body).fontFamily,
  });
  if (image) downloadBlob(`${baseName(fileName)}-chart.png`, image);
}
