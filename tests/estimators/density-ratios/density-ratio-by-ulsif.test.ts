import { estimateDensityRatioByUlsif } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import {
  ulsifCoefficients,
  ulsifLeaveOneOut,
  ulsifMoments,
} from '../../../src/estimators/density-ratios/ulsif-fit';
import { createPauses } from '../../../src/scheduling';
import { along, gaussianLogRatios, gaussianSamples } from '../gaussian-samples';

const matrix = (count: number, dimension: number, seed: number) => ({
  values: gaussianSamples(count, along(dimension, 0.4), along(dimension, 0.3), seed).values as Float64Array,
  count,
  dimension,
});

/** Solves a small linear system by Gauss–Jordan elimination. */
function solve(rows: number[][], right: number[]): number[] {
  const table = rows.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < table.length; i++) {
    const pivot = table[i]![i]!;
    table[i] = table[i]!.map((value) => value / pivot);
    for (let k = 0; k < table.length; k++) {
      if (k === i) continue;
      const factor = table[k]![i]!;
      table[k] = table[k]!.map((value, j) => value - factor * table[i]![j]!);
    }
  }
  return table.map((row) => row.at(-1)!);
}

const rowsOf = ({ values, count, dimension }: ReturnType<typeof matrix>) =>
  Array.from({ length: count }, (_, i) => [...values.slice(i * dimension, (i + 1) * dimension)]);

/** α of uLSIF from its definition, on plain rows of kernels. */
function coefficientsOf(p: number[][], q: number[][], ridge: number): number[] {
  const width = p[0]!.length;
  const axes = Array.from({ length: width }, (_, k) => k);
  const second = axes.map((i) =>
    axes.map((j) => q.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / q.length + (i === j ? ridge : 0)),
  );
  return solve(
    second,
    axes.map((k) => p.reduce((sum, row) => sum + row[k]!, 0) / p.length),
  );
}

describe('uLSIF', () => {
  it('solves (H + λI)α = h', async () => {
    const [p, q] = [matrix(7, 3, 1), matrix(9, 3, 2)];
    const moments = await ulsifMoments(p, q, createPauses());
    const expected = coefficientsOf(rowsOf(p), rowsOf(q), 0.1);
    for (const [k, value] of (await ulsifCoefficients(moments, 0.1, createPauses())).entries()) {
      expect(value).toBeCloseTo(expected[k]!, 12);
    }
  });

  it.each([0.01, 0.5])('has the leave-one-out score that refitting gives, λ = %f', async (ridge) => {
    const [p, q] = [matrix(8, 3, 3), matrix(11, 3, 4)];
    const pairs = 6;
    const [rowsP, rowsQ] = [rowsOf(p), rowsOf(q)];
    let score = 0;
    for (let i = 0; i < pairs; i++) {
      const without = (rows: number[][]) => rows.filter((_, index) => index !== i);
      const fit = coefficientsOf(without(rowsP), without(rowsQ), ridge);
      const ratio = (row: number[]) =>
        Math.max(
          0,
          row.reduce((sum, value, k) => sum + value * fit[k]!, 0),
        );
      score += ratio(rowsQ[i]!) ** 2 / 2 - ratio(rowsP[i]!);
    }
    const moments = await ulsifMoments(p, q, createPauses());
    expect(await ulsifLeaveOneOut(moments, ridge, pairs, createPauses())).toBeCloseTo(score / pairs, 12);
  });

  it('finds the ratio of two Gaussians whose ratio is bounded, and Pearson’s χ²', async () => {
    // p = N(0, s²) over q = N(0, 1): E_q (p/q)² = 1/(s√(2 − s²)).
    const s = 0.7;
    const [p, q] = [gaussianSamples(3000, [0], [s], 5), gaussianSamples(3000, [0], [1], 6)];
    const settings = { bandwidths: [0.5, 1, 2], ridges: [1e-4, 1e-2] };
    const { pearson, ratio, logRatio, sampleSizes, warnings } = await estimateDensityRatioByUlsif(
      p,
      q,
      settings,
    );
    const exact = 1 / (s * Math.sqrt(2 - s * s)) - 1;
    expect(Math.abs(pearson.value - exact)).toBeLessThan(4 * pearson.standardError);
    expect(pearson.standardError).toBeLessThan(0.15 * exact);
    expect(pearson).toMatchObject({ bound: 'lower', unit: '', sampleSizes: { p: 1200, q: 1200 } });
    expect({ sampleSizes, warnings }).toEqual({ sampleSizes: { p: 1800, q: 1800 }, warnings: [] });
    const points = gaussianSamples(500, [0], [1], 9);
    const found = await ratio(points);
    const expected = gaussianLogRatios(
      points,
      { means: [0], deviations: [s] },
      { means: [0], deviations: [1] },
    ).map(Math.exp);
    const squares = expected.reduce((sum, value, i) => sum + (value - found[i]!) ** 2, 0);
    // The exact ratio runs from 0 to 1.43.
    expect(Math.sqrt(squares / 500)).toBeLessThan(0.12);
    expect([...(await logRatio(points))]).toEqual([...found].map(Math.log));
    // Far from all samples of p.
    expect((await ratio([[50]]))[0]).toBe(0);
    expect((await logRatio([[50]]))[0]).toBe(-Infinity);
  });

  it('gives the same numbers for the same seed, can be aborted, and refuses what it cannot use', async () => {
    const [p, q] = [gaussianSamples(100, [0], [1], 7), gaussianSamples(100, [1], [1], 8)];
    const value = async (seed: number) => (await estimateDensityRatioByUlsif(p, q, { seed })).pearson.value;
    expect(await value(1)).toBe(await value(1));
    expect(await value(1)).not.toBe(await value(2));
    const signal = AbortSignal.abort(new Error('no'));
    await expect(estimateDensityRatioByUlsif(p, q, { signal })).rejects.toThrow('no');
    const refused: [object, RegExp][] = [
      [{ centers: 0 }, /^centers: got 0;/],
      [{ bandwidths: [] }, /^bandwidths: got \[\]; expected an array of positive/],
      [{ ridges: [0] }, /^ridges: got \[0\]/],
      [{ ridges: [1e-300], bandwidths: [1e9] }, /^ridges: 1e-300 is lost in rounding/],
      [{ heldOutFraction: 2 }, /^heldOutFraction: got 2;/],
      [{ kernels: 1 }, /^options: got the unknown key 'kernels'/],
    ];
    for (const [options, message] of refused) {
      await expect(estimateDensityRatioByUlsif(p, q, options)).rejects.toThrow(message);
    }
  });
});
