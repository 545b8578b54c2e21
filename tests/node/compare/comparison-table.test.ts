import { describe, expect, it } from 'vitest';
import type { ComparisonRow } from '../../../src/node/compare/comparison';
import { comparisonTable } from '../../../src/node/compare/comparison-table';
import { wrapped } from '../../../src/node/compare/wrapped';

function row(value: number, standardError: number, changes: object = {}): ComparisonRow {
  const interval = [value - 2 * standardError, value + 2 * standardError] as const;
  const [unit, bound, estimator] = ['', 'none', ''] as const;
  const sampleSizes = { p: 1, q: 1 };
  const estimate = { value, standardError, interval, unit, bound, estimator, sampleSizes };
  return {
    ...{ name: 'kid', metric: 'kid', title: 'KID', looksAt: 'moments', ideal: 0 },
    estimate: { ...estimate, converged: true, warnings: [] },
    ...changes,
  };
}
const side = { path: 'a.npy', samples: 1234 };
const features = { kind: 'given', source: 'the numbers as they are', dimension: 1 } as const;
const lines = (...rows: Parameters<typeof comparisonTable>[0]['rows'][number][]) =>
  comparisonTable({
    ...{ real: side, generated: side, train: undefined, features },
    ...{ seed: 0, confidence: 0.9, warnings: ['Both are one.'], rows },
  }).split('\n');

describe('comparisonTable', () => {
  it('says what is compared, and by what', () => {
    expect(lines(row(1, 0.1)).slice(0, 6)).toEqual([
      'real       1,234 samples of a.npy',
      'generated  1,234 samples of a.npy',
      'features   1 number a sample: the numbers as they are',
      '',
      '     value  90 % interval  ideal  looks at',
      '------------------------------------------',
    ]);
  });

  it.each([
    [0.30512, 0.0312, '0.305  0.243 to 0.368'],
    [12.34567, 1.2, '12.3  9.9 to 14.7'],
    [1234.56, 34, '1235  1167 to 1303'],
    [-0.00001, 0.002, '0.0000  -0.0040 to 0.0040'],
    [3.21e-5, 4e-6, '3.21e-5  2.41e-5 to 4.01e-5'],
    [4.5678e9, 1.2e8, '4.57e9  4.33e9 to 4.81e9'],
    [1, 0, '1.000  1.000 to 1.000'],
    [0, 0, '0.000  0.000 to 0.000'],
  ])('writes %d ± %d to two figures of the error', (value, error, cells) => {
    expect(lines(row(value, error))[6]!.replace(/^KID +/, '')).toMatch(cells);
  });

  it('stays as narrow as a terminal, for all that are computed of the samples', () => {
    const widest = { title: 'Generalization gap', looksAt: 'means, covariances' };
    const tested = { title: 'Told apart (C2ST)', looksAt: 'difference', pValue: 0.003, ideal: 0.5 };
    for (const [value, error] of [
      [-123456.789, 1e-7],
      [-999999.96, 0.04],
      [-4.56789e-12, 1e-20],
      [-4.56789e120, 1e100],
      [-0.00123456, 1e-9],
    ] as const) {
      const table = lines(row(value, error, widest), row(value, error, tested)).slice(4, 8);
      expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(80);
      const shown = Number(/^Generalization gap +(\S+)/.exec(table[2]!)![1]);
      expect(Math.abs(shown / value - 1)).toBeLessThan(0.05);
    }
  });

  it.each([
    [0.5, 'p = 0.50'],
    [0.0034, 'p = 0.003'],
    [1e-9, 'p < 1e-4'],
  ])('prints p-values', (pValue, text) => {
    expect(lines(row(1, 0.1, { pValue }))[6]).toMatch(new RegExp(`moments, ${text}$`));
  });

  it('has warnings and reasons beneath, once for all rows that share them', () => {
    const warn = (...warnings: string[]) => ({ estimate: { ...row(1, 0.1).estimate, warnings } });
    const head = { metric: 'mind', name: 'mind', looksAt: 'shape' };
    const notes = lines(
      row(1, 0.1, warn('Few samples.')),
      row(1, 0.1, { title: 'Recall', ideal: null, ...warn('Few samples.', 'Copies.') }),
      { ...head, title: 'MIND', problem: 'too few.' },
    );
    expect(notes.slice(7)).toEqual([
      'Recall     1.00  0.80 to 1.20   high   moments',
      'MIND    not run                        shape',
      '',
      'Both are one.',
      'KID, Recall: Few samples.',
      'Recall: Copies.',
      'MIND: Not run: too few.',
    ]);
  });
});

describe('wrapped', () => {
  it('breaks between words, and never within', () => {
    expect(wrapped('one two three four', 9, '  ')).toBe('one two\n  three\n  four');
    expect(wrapped('incomprehensibilities', 9, '  ')).toBe('incomprehensibilities');
    expect(wrapped('', 9, '  ')).toBe('');
  });
});
