import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clippedDensityCoverage,
  generalizationGap,
  kernelInceptionDistance,
  nearestNeighborMemorization,
} from '../../../src/metrics';
import { readNpy } from '../../../src/node/compare/read-npy';
import { CompareProgram, files, generated, real } from './compare-program';

let compare: CompareProgram;
beforeAll(() => {
  compare = new CompareProgram();
});
afterAll(() => compare.close());

function features(file: string) {
  const { shape, values } = readNpy(readFileSync(file), file);
  return { values, dimension: shape[1]! };
}

describe('tables of numbers', () => {
  it("have numpy's and scipy's Fréchet distance", () => {
    // tests/references/compare-files.py
    const { rows } = compare.json(real, generated, '--metrics', 'frechet');
    expect(rows.frechet!.value).toBeCloseTo(0.400833292818746, 10);
  });

  it('have the numbers that the functions give, with their seed and confidence', async () => {
    const { rows } = compare.json(
      real,
      generated,
      '--metrics=kid,clipped',
      '--seed',
      '3',
      '--confidence',
      '0.8',
    );
    const options = { seed: 3, confidence: 0.8 };
    const [p, q] = [features(real), features(generated)];
    const kid = await kernelInceptionDistance(p, q, options);
    expect([rows.kid!.value, rows.kid!.interval]).toEqual([kid.value, kid.interval]);
    const { density, coverage } = await clippedDensityCoverage(p, q, options);
    expect(rows['clipped-density']).toMatchObject({ value: density.value, interval: density.interval });
    expect(rows['clipped-coverage']).toMatchObject({ value: coverage.value, interval: coverage.interval });
    expect(Object.keys(rows)).toEqual(['kid', 'clipped-density', 'clipped-coverage']);
  });

  it('take training samples, which must be the first of the three', async () => {
    const { values } = features(generated);
    const text = Array.from({ length: 25 }, (_, row) => [...values.subarray(8 * row, 8 * row + 4)].join(','));
    const train = compare.write('train.csv', text.join('\n'));
    const rows = ['memorization', 'near-copies', 'generalization-gap'];
    const found = compare.json(
      real,
      generated,
      '--train',
      train,
      '--metrics',
      'memorization,generalization-gap',
    );
    const known = { values: text.join(',').split(',').map(Number), dimension: 4 };
    const copies = await nearestNeighborMemorization(known, features(real), features(generated));
    const gap = await generalizationGap(known, features(real), features(generated));
    expect(rows.map((name) => found.rows[name]!.value)).toEqual([
      copies.value,
      copies.details.copied.value,
      gap.value,
    ]);
  });

  it('print a table that fits a terminal, by all usual metrics', () => {
    const { status, stdout, stderr } = compare.run(real, generated, '--train', generated);
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(Math.max(...lines.slice(4).map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.slice(0, 4)).toEqual([
      `real       60 samples of ${real}`,
      `generated  50 samples of ${generated}`,
      `training   50 samples of ${generated}`,
      'features   4 numbers a sample: the numbers as they are',
    ]);
    expect(lines[7]).toMatch(/^Fréchet distance {2,}0\.40\d?/);
    for (const title of ['Fréchet at n', 'KID', 'MIND', 'Clipped D', 'Clipped C', 'Precision', 'Recall'])
      expect(stdout).toMatch(new RegExp(`^${title}.* to `, 'm'));
    expect(stdout).toMatch(/^Nearer to training +1\.0.*p < 1e-4$/m);
    expect(stdout).toMatch(/^Near copies +1\.0/m);
  });

  it('give the same bytes of JSON again, with all fields in each row', () => {
    const args = [real, generated, '--metrics', 'kid,mind,c2st'];
    const { text, metrics } = compare.json(...args);
    expect(compare.json(...args).text).toBe(text);
    const fields = metrics.map((row) => Object.keys(row).join());
    expect(new Set(fields).size).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      format: 1,
      real: { path: real, samples: 60 },
      train: null,
      features: { kind: 'given', dimension: 4 },
      metrics: [{ ideal: 0, pValue: null, error: null }, {}, { ideal: 0.5, pValue: expect.any(Number) }],
    });
  });

  it('have rows that say why, for metrics that need more samples', () => {
    compare.write('few.csv', 'a,b,c,d\n1,2,3,4\n2,1,3,4\n3,2,5,4\n1,1,3,4\n2,3,4,1\n');
    const { rows, metrics } = compare.json(real, 'few.csv');
    expect(rows['clipped-density']).toMatchObject({ value: null, interval: null });
    expect(rows['clipped-density']!.error).toMatch(/^generated has 5 rows of features; expected at least 24/);
    expect(rows.kid!.error).toBeNull();
    expect(rows.kid!.warnings[0]).toMatch(/^Only 5 samples/);
    expect(new Set(metrics.map((row) => Object.keys(row).join())).size).toBe(1);
    const { stdout } = compare.run(real, 'few.csv');
    expect(stdout).toMatch(/^Clipped Density +not run +fidelity$/m);
    expect(stdout).toMatch(/^Clipped Density, Clipped Coverage: Not run: generated has 5 rows/m);
  });

  it('end with 1 where no metric could be run', () => {
    compare.write('one.csv', '1,2,3,4');
    const { status, stdout } = compare.run(real, 'one.csv');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^KID: Not run: generated has 1 row of features; expected at least 3/m);
  });
});

it('answers --help', () => {
  const { status, stdout } = compare.run('--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: npx gan-core compare REAL GENERATED \[options\]$/m);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

it('prints what docs/metrics.md shows', () => {
  const page = readFileSync(fileURLToPath(new URL('../../../docs/metrics.md', import.meta.url)), 'utf8');
  const shown = /```text\n(real {2,}.*?)```/s.exec(page)![1]!;
  const { stdout } = compare.run(real, generated);
  expect(stdout.replaceAll(`${files}/`, '')).toBe(shown);
});
