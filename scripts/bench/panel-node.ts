/** What it costs to group a panel of many short series, to list it, to show one of it and to gather the others for a network. */
import { createRandom } from '../../src/base/random.ts';
import { gatherOthersStepwise } from '../../src/series/gather-others.ts';
import { listPanel } from '../../src/series/list-panel.ts';
import { usualRules } from '../../src/series/panel.ts';
import { indexPanel, type PanelIndex } from '../../src/series/panel-index.ts';
import { prepareOne } from '../../src/series/prepare-one.ts';
import type { Table } from '../../src/table/table.ts';

export type PanelTimes = { indexMs: number; listMs: number; prepareMs: number; gatherMs: number };

const choice = { timeColumn: 1, idColumns: [0], targetColumns: [2], covariateColumns: [] };
const day = { unit: 'day', every: 1 } as const;
const dayMs = 86_400_000;

/** A long table of series of days with a week in them, one after the other. */
export function makePanel(seriesCount: number, points: number): Table {
  const random = createRandom(1);
  const rowCount = seriesCount * points;
  const codes = new Int32Array(rowCount);
  const times = new Float64Array(rowCount);
  const values = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const point = row % points;
    codes[row] = Math.floor(row / points);
    times[row] = Date.UTC(2024, 0, 1) + point * dayMs;
    values[row] = Math.round(50 + 20 * Math.sin((2 * Math.PI * point) / 7) + 10 * random());
  }
  const whole = { missing: 0, unreadable: 0, unreadableExamples: [] };
  return {
    name: 'panel.csv',
    dialect: { encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true },
    rowCount,
    columns: [
      {
        ...whole,
        kind: 'text',
        name: 'unique_id',
        codes,
        labels: Array.from({ length: seriesCount }, (_, number) => `series ${number}`),
        unlisted: 0,
      },
      {
        ...whole,
        kind: 'date',
        name: 'ds',
        values: times,
        format: 'yyyy-MM-dd',
        isAmbiguous: false,
        question: null,
        madeFrom: null,
      },
      { ...whole, kind: 'number', name: 'y', values },
    ],
    raggedRows: 0,
    notes: {
      mendedRows: 0,
      commentRows: 0,
      repeatedHeaders: 0,
      footerRows: 0,
      rowsBelow: 0,
      renamedColumns: [],
      isCut: false,
      periodColumns: 0,
      firstYear: null,
    },
  };
}

function timed<Value>(make: () => Value): { value: Value; ms: number } {
  const startMs = performance.now();
  const value = make();
  return { value, ms: performance.now() - startMs };
}

function finish<Value>(steps: Generator<unknown, Value>): Value {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function taken(index: ReturnType<typeof indexPanel>): PanelIndex {
  if (!index.ok) throw new Error(index.problem.code);
  return index.value;
}

/** @throws {Error} where not every series is listed, shown and gathered */
export function timePanel(table: Table): PanelTimes {
  const indexing = timed(() => taken(indexPanel(table, choice)));
  const index = indexing.value;
  const listing = timed(() => finish(listPanel(index, usualRules)));
  const middle = `series ${index.count >> 1}`;
  // The first to be looked up by its name would pay for the table of names; a click comes after.
  index.find(middle);
  const preparing = timed(() => prepareOne(index, middle, usualRules, day));
  const gathering = timed(() => finish(gatherOthersStepwise(index, usualRules, { uniqueId: middle, step: day })));
  if (!listing.value.ok || !preparing.value.ok) throw new Error('the panel could not be read');
  if (gathering.value.series.length !== listing.value.value.series.length - 1) throw new Error('series are missing');
  return { indexMs: indexing.ms, listMs: listing.ms, prepareMs: preparing.ms, gatherMs: gathering.ms };
}
