import { expect, test } from 'vitest';
import { version } from '../../../package.json';
import { collectNames, writeErrorReport } from './error-report.ts';

function thrown(message: string, stack?: string): Error {
  const error = new TypeError(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

const stack = `TypeError: salary of Ann
    at draw (https://intern.example.com/tools/forecast/assets/workbench-A1.js:12:7)
    at https://intern.example.com/tools/forecast/assets/index-B2.js:1:99`;

test('says what it was, where in the code, in which version and browser', () => {
  const report = writeErrorReport(
    thrown("Cannot read properties of undefined (reading 'map')", stack),
    [],
    'Chrome on Linux',
  );
  expect(report.split('\n')).toEqual([
    `Dropcast ${version}`,
    "TypeError: Cannot read properties of undefined (reading 'map')",
    '  at draw (workbench-A1.js:12:7)',
    '  at index-B2.js:1:99',
    'Chrome on Linux',
  ]);
});

test('reads the stacks of Firefox and Safari', () => {
  const report = writeErrorReport(
    thrown('x', 'draw@https://a.example/s/assets/w.js:3:4\n@https://a.example/i.js:1:2'),
    [],
    '',
  );
  expect(report).toContain('  draw@w.js:3:4\n  @i.js:1:2');
});

test('holds no name of the data, nor what is quoted from it', () => {
  const state = {
    data: {
      source: { name: 'salaries 2024.xlsx' },
      profile: { columns: [{ name: 'Gross pay' }] },
      series: { uniqueId: 'Ann' },
    },
    panel: new Map([['x', { uniqueId: 'Ben' }]]),
    settings: { horizonSteps: 12 },
  };
  const names = collectNames(state);
  const message = `salaries 2024.xlsx: Gross pay of Ann and Ben; Unexpected token 'K', "Köln;12,5" is not valid JSON`;
  const report = writeErrorReport(thrown(message, stack), names, 'Chrome');
  expect(report).toContain(`…: … of … and …; Unexpected token 'K', "…" is not valid JSON`);
  for (const secret of ['salaries', 'Gross', 'Ann', 'Ben', 'Köln', 'example.com']) expect(report).not.toContain(secret);
});

test('what was thrown need not be an error', () => {
  expect(writeErrorReport('no more', [], 'Chrome')).toContain('Error: no more');
});

test('a session that refers to itself is no trap', () => {
  const state: Record<string, unknown> = { name: 'a' };
  state.self = state;
  expect([...collectNames(state)]).toEqual(['a']);
});
