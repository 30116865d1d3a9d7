import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNumberReader, decideNumberStyle, readPlainNumber } from './numbers.ts';

const dot = '.'.charCodeAt(0);

describe('readPlainNumber', () => {
  it('gives what Number gives for every number written plainly', () => {
    const written = fc.tuple(
      fc.constantFrom('', '-'),
      fc.stringMatching(/^\d{1,20}$/),
      fc.option(fc.stringMatching(/^\d{0,24}$/), { nil: null }),
    );
    fc.assert(
      fc.property(written, ([sign, whole, fraction]) => {
        const text = sign + whole + (fraction === null ? '' : `.${fraction}`);
        expect(readPlainNumber(text, dot)).toBe(Number(text));
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['', ' ', '-', '.', '-.', '1.2.3', '1,2', '1e5', 'a', '1 2', '--1', '1-', '٣'])(
    'does not read %j',
    (text) => {
      expect(readPlainNumber(text, dot)).toBeNaN();
    },
  );
});

describe('createNumberReader', () => {
  it('reads what a locale writes', () => {
    const locales = [
      ['en-US', '.'],
      ['de-DE', ','],
      ['fr-FR', ','],
      ['de-CH', '.'],
      ['en-IN', '.'],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.integer({ min: -1e11, max: 1e11 }),
        ([locale, decimalMark], cents) => {
          const value = cents / 100;
          const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
          expect(createNumberReader({ decimalMark, unit: '' })(text)).toBeCloseTo(value, 5);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['12 kg', 'abc', '1,23', '1,2345', '12:30', '2024-01-01', '1.2.3', '$', '()', '1e999', '5 6'])(
    'does not read %j',
    (text) => {
      expect(createNumberReader({ decimalMark: '.', unit: '' })(text)).toBeNaN();
    },
  );

  it.each([
    ['digits and commas', (length: number) => '1,'.repeat(length / 2)],
    ['digits', (length: number) => '1'.repeat(length)],
    ['spaces', (length: number) => `${' '.repeat(length)}x`],
  ])('takes time in proportion to a long cell of %s', (_, write) => {
    const read = createNumberReader({ decimalMark: '.', unit: '' });
    const fastestMs = (text: string) =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          // Of the processor, so that what else the machine does is not counted.
          const start = process.cpuUsage();
          read(text);
          return process.cpuUsage(start).user / 1000;
        }),
      );
    // Sixteen times the length: 16 times as long in proportion, 256 times if each character met every other.
    expect(fastestMs(write(1_600_000))).toBeLessThan(80 * Math.max(0.2, fastestMs(write(100_000))));
  });
});

describe('decideNumberStyle', () => {
  it('does not take an exponent for a unit', () => {
    expect(decideNumberStyle(['1.2e3', '3e3', '5e3'], '.')).toEqual({
      style: { decimalMark: '.', unit: '' },
      share: 1,
    });
  });
});

describe('credits and debits', () => {
  it.each([
    [
      'both are marked: debits are below zero, unless the user says otherwise',
      ['12.50 CR', '3.00 DR', '0.00 Dr.'],
      [12.5, -3, 0],
    ],
    ['one is marked: it is the one below zero', ['12.50', '3.00CR', '8'], [12.5, -3, 8]],
    ['letters, of which both have to be there', ['12 H', '3 S', '5 H'], [12, -3, 5]],
    ['all are of one side, which is a unit', ['12 CR', '3 CR', '5 CR'], [12, 3, 5]],
  ])('%s', (_, cells, values) => {
    const { style, share } = decideNumberStyle(cells, '.');
    expect(share).toBe(1);
    expect(cells.map(createNumberReader(style))).toEqual(values);
  });

  it('are turned about by the user', () => {
    const cells = ['1.200,50 CR', '300,00 DR'];
    const { style } = decideNumberStyle(cells, ',', undefined, true, 'credit');
    expect(cells.map(createNumberReader(style))).toEqual([-1200.5, 300]);
  });
});
