import { type LegendEntry, renderChartImage } from '../../export/chart-image.ts';
import { baseName, downloadBlob } from '../../export/download.ts';
import type { Words } from '../../i18n/words.ts';
import { markKinds } from '../../series/marks.ts';
import type { Drawing } from './drawing.ts';
import { sayBands, sayMark } from './legend-words.ts';
import { lineDash } from './line-dash.ts';
import { markPath } from './marks.ts';
import { lineColor } from './swatch.tsx';

/** The value that a custom property has right now, in the appearance that is on. */
function resolveColor(color: string): string {
  const name = /^var\((.+)\)$/.exec(color)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : color;
}

function lineEntries({ lines, colors }: Drawing, words: Words): LegendEntry[] {
  const models = lines.filter(({ kind }) => kind === 'test').map(({ model }) => model);
  return (['actual', ...models] as const).map((model) => ({
    kind: 'line',
    label: model === 'actual' ? words.say('chart.actual') : words.say(`model.${model}`),
    color: resolveColor(lineColor(model, colors)),
    dash: lineDash(lineColor(model, colors)),
  }));
}

function bandEntries({ banded, colors }: Drawing, words: Words): LegendEntry[] {
  if (!banded) return [];
  const color = resolveColor(lineColor(banded.model, colors));
  return [{ kind: 'area', label: sayBands(words, banded.model), color }];
}

/** The marks that are drawn, in the colours they are drawn in. */
function markEntries(svg: SVGSVGElement, { markCounts, marks }: Drawing, words: Words): LegendEntry[] {
  const drawn = markKinds.filter((kind) => marks.some((mark) => mark.kind === kind));
  return drawn.flatMap((kind): LegendEntry[] => {
    const element = svg.querySelector(`[data-mark="${kind}"]`);
    if (!element) return [];
    const { fill, stroke } = getComputedStyle(element);
    const path = markPath(kind, 0, kind === 'trailing-partial' ? 8 : 0);
    return [{ kind: 'mark', label: sayMark(words, kind, markCounts[kind] ?? 0), path, fill, stroke }];
  });
}

/** Saves the chart as it stands as a PNG named after the file. */
export async function saveChart(
  svg: SVGSVGElement,
  title: string,
  fileName: string,
  drawing: Drawing,
  words: Words,
): Promise<void> {
  const legend = [...lineEntries(drawing, words), ...bandEntries(drawing, words), ...markEntries(svg, drawing, words)];
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
