import { describe, expect, it } from 'vitest';
import { fitLogistic, logisticLogits } from '../../../src/estimators/logistic-regression/logistic-fit';
import type { SampleMatrix } from '../../../src/estimators/samples/samples';
import { createPauses } from '../../../src/scheduling';
import { gaussianSamples } from '../gaussian-samples';

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
