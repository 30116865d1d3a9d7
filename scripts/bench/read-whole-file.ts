import { readFile } from '../../src/analyses/all-series/read-file.ts';
import { guessPanel } from '../../src/series/guess-panel.ts';
import { usualRules } from '../../src/series/panel.ts';
import { indexPanel } from '../../src/series/panel-index.ts';
import { readTable } from '../../src/table/read-table.ts';

/** Every series of a file, as the page reads it. @throws {Error} where the file, or its series, cannot be read */
export async function readWholeFile(blob: Blob, name: string) {
  const table = await readTable(blob, name);
  if (!table.ok) throw new Error(`${name}: ${table.problem.code}`);
  const choice = guessPanel(table.value);
  const index = indexPanel(table.value, choice);
  if (!index.ok) throw new Error(`${name}: ${index.problem.code}`);
  const steps = readFile(table.value, choice, usualRules, index.value);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
