import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLogistic, logisticLogits } from '../../src/estimators/logistic-regression/logistic-fit';
import { polynomialFeatures } from '../../src/estimators/logistic-regression/polynomial-features';
import { splitSamples } from '../../src/estimators/samples/split';
import type { SampleMatrix } from '../../src/estimators/samples/samples';
import { pooledStandardization, standardize } from '../../src/estimators/samples/standardization';
import { createRandom } from '../../src/random';
import { createPauses } from '../../src/scheduling';
import { gaussianSamples } from './gaussian-samples';

const pauses = createPauses();
const column = (...values: number[]): SampleMatrix => ({
  values: Float64Array.from(values),
  count: values.length,
  dimension: 1,
});

describe('fitLogistic', () => {
  it('fits a two-valued feature by its counts: the logit is log of the two frequencies’ ratio', async () => {
    // p is 1 in 3 of 4, q in 1 of 5.
    const fit = await fitLogistic(column(1, 1, 1, 0), column(1, 0, 0, 0, 0), { ridge: 0, pauses });
    const [atOne, atZero] = await logisticLogits(fit, column(1, 0), pauses);
    expect(fit.converged).toBe(true);
    expect(atOne).toBeCloseTo(Math.log(0.75 / 0.2), 6);
    expect(atZero).toBeCloseTo(Math.log(0.25 / 0.8), 6);
  });

  it('adds to offsets, and with a heavy ridge changes only the intercept', async () => {
    const [p, q] = [column(1, 1, 1, 0), column(1, 0, 0, 0, 0)];
    const exact = (x: number) => (x === 1 ? Math.log(0.75 / 0.2) : Math.log(0.25 / 0.8));
    const offsets = { p: p.values.map(exact), q: q.values.map(exact) };
    const rest = await fitLogistic(p, q, { ridge: 1e-3, offsets, pauses });
    expect(rest.intercept).toBeCloseTo(0, 6);
    expect(rest.coefficients[0]).toBeCloseTo(0, 6);
    const flat = await fitLogistic(p, q, { ridge: 1e9, pauses });
    expect(flat.coefficients[0]).toBeCloseTo(0, 6);
  });

  it('stands at a stationary point of its loss', async () => {
    const [p, q] = [gaussianSamples(50, [0, 1], [1, 2], 1), gaussianSamples(70, [1, 0], [1, 1], 2)].map(
      ({ values, dimension }) => ({
        values: values as Float64Array,
        count: values.length / dimension,
        dimension,
      }),
    ) as [SampleMatrix, SampleMatrix];
    const fit = await fitLogistic(p, q, { ridge: 0, pauses });
    const loss = (intercept: number, a: number, b: number) => {
      const mean = (side: typeof p, sign: number) => {
        let sum = 0;
        for (let i = 0; i < side.count; i++) {
          const z = intercept + a * side.values[2 * i]! + b * side.values[2 * i + 1]!;
          sum += Math.log(1 + Math.exp(-sign * z));
        }
        return sum / side.count;
      };
      return mean(p, 1) + mean(q, -1);
    };
    const at = [fit.intercept, fit.coefficients[0]!, fit.coefficients[1]!] as const;
    const h = 1e-5;
    for (const axis of [0, 1, 2]) {
      const move = (by: number) =>
        at.map((value, i) => (i === axis ? value + by : value)) as [number, number, number];
      expect(Math.abs(loss(...move(h)) - loss(...move(-h))) / (2 * h)).toBeLessThan(1e-5);
    }
  });

  it('stays finite where a feature separates the sides', async () => {
    const fit = await fitLogistic(column(5, 6, 7), column(-5, -6, -7), { ridge: 1e-3, pauses });
    expect(fit.converged).toBe(true);
    expect((await logisticLogits(fit, column(6), pauses))[0]).toBeGreaterThan(2);
  });
});

describe('polynomialFeatures', () => {
  const point = { values: Float64Array.of(2, 3, 5), count: 1, dimension: 3 };
  it.each([
    ['linear', [2, 3, 5]],
    ['squares', [2, 3, 5, 4, 9, 25]],
    ['quadratic', [2, 3, 5, 4, 6, 10, 9, 15, 25]],
  ] as const)('%s', async (kind, expected) => {
    expect([...(await polynomialFeatures(kind, point, pauses)).values]).toEqual(expected);
  });
});

describe('splitSamples', () => {
  it('keeps copies of one sample in one part, and says where too few differ', async () => {
    const random = createRandom(1);
    for (let draw = 0; draw < 200; draw++) {
      const firsts = Int32Array.from({ length: 60 }, (_, sample) => sample % 12);
      const values = Float64Array.from(firsts);
      const parts = await splitSamples(
        'p',
        { values, count: 60, dimension: 1 },
        0.25,
        random,
        firsts,
        pauses,
      );
      const kinds = [parts.train, parts.validation, parts.heldOut].map((part) => new Set(part.values));
      expect(kinds.reduce((sum, kind) => sum + kind.size, 0)).toBe(12);
      expect(parts.train.count + parts.validation.count + parts.heldOut.count).toBe(60);
    }
    const one = { values: new Float64Array(60), count: 60, dimension: 1 };
    await expect(splitSamples('p', one, 0.25, random, new Int32Array(60), pauses)).rejects.toThrow(
      /^p: has so many copies/,
    );
  });

  it('puts every sample in one part, at least two in each', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 10, max: 60 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.nat(1000),
        async (count, fraction, seed) => {
          const values = Float64Array.from({ length: count }, (_, index) => index);
          const { train, validation, heldOut } = await splitSamples(
            'p',
            { values, count, dimension: 1 },
            fraction,
            createRandom(seed),
            Int32Array.from(values),
            pauses,
          );
          const parts = [train, validation, heldOut];
          for (const part of parts) expect(part.count).toBeGreaterThanOrEqual(2);
          const all = parts.flatMap((part) => [...part.values]).sort((a, b) => a - b);
          expect(all).toEqual([...values]);
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe('standardize', () => {
  it('gives the even mixture mean 0 and variance 1, whatever the counts, and leaves a constant axis', async () => {
    const p = { values: Float64Array.of(1, 7, 3, 7, 5, 7, 9, 7), count: 4, dimension: 2 };
    const q = { values: Float64Array.of(-2, 7, 0, 7), count: 2, dimension: 2 };
    const standardization = await pooledStandardization(p, q, pauses);
    const [a, b] = [
      await standardize(standardization, p, pauses),
      await standardize(standardization, q, pauses),
    ];
    const moment = (side: SampleMatrix, axis: number, power: number) => {
      let sum = 0;
      for (let i = axis; i < side.values.length; i += 2) sum += side.values[i]! ** power;
      return sum / side.count;
    };
    expect(moment(a, 0, 1) + moment(b, 0, 1)).toBeCloseTo(0, 14);
    expect((moment(a, 0, 2) + moment(b, 0, 2)) / 2).toBeCloseTo(1, 14);
    expect(moment(a, 1, 2) + moment(b, 1, 2)).toBe(0);
  });
});
