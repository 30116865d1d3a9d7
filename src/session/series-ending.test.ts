import { describe, expect, it } from 'vitest';
import type { SeriesSummary } from '../series/panel.ts';
import { outlineOf } from '../series/series-outline.ts';
import type { SeriesStatus } from '../series/series-status.ts';
import type { Step } from '../series/step.ts';
import { endingOf } from './series-ending.ts';
import type { PanelList } from './shown.ts';

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const month: Step = { unit: 'month', every: 1 };

/** A series of months from January 2024 on. */
function seriesOf(uniqueId: string, length: number) {
  const y = new Float64Array(length);
  return outlineOf({ uniqueId, step: month, firstMs: at('2024-01-31'), y, filled: new Uint8Array(length) });
}

function listed(series: [uniqueId: string, lastDay: string, status: SeriesStatus][], step = month): PanelList {
  const all = series.map(([uniqueId, lastDay, status]) => ({ uniqueId, lastMs: at(lastDay), status }) as SeriesSummary);
  const account = { rowsRead: 0, rowsUsed: 0, leftOut: [], sums: [] };
  return { state: 'listed', overview: { step, series: all, refused: [], account } };
}

describe('where a series ended', () => {
  const panel = listed([
    ['gone', '2024-05-31', 'inactive'],
    ['quiet', '2025-12-29', 'inactive'],
    ['goes on', '2025-12-31', 'active'],
  ]);

  it('is told where its file goes on without it', () => {
    expect(endingOf(panel, seriesOf('gone', 5))).toEqual({ lastMs: at('2024-05-31'), endMs: at('2025-12-31') });
    expect(endingOf(panel, seriesOf('gone', 23))).toMatchObject({ lastMs: at('2025-11-30') });
  });

  it('is nowhere where its last point is in the last period of the file, or it goes on', () => {
    expect(endingOf(panel, seriesOf('quiet', 24))).toBeNull();
    expect(endingOf(panel, seriesOf('goes on', 5))).toBeNull();
  });

  it('is not known before the series are listed, nor where rows have no dates', () => {
    expect(endingOf({ state: 'reading', progress: null }, seriesOf('gone', 5))).toBeNull();
    const rows = listed([['gone', '2024-05-31', 'inactive']], { unit: 'row', every: 1 });
    expect(endingOf(rows, seriesOf('gone', 5))).toBeNull();
  });
});
