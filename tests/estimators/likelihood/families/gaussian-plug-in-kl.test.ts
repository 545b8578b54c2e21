import fc from 'fast-check';
import { gaussianKl } from 'gan-core/divergences';
import { estimateKlByMaximumLikelihood, gaussianFamily, maximumLikelihood } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random';
import { drawNormal } from '../draws';
import { points, runs } from './moments';

describe('estimateKlByMaximumLikelihood of Gaussians', () => {
  const family = gaussianFamily();

  it('plugs the fits into the closed form', async () => {
    const [p, q] = [drawNormal(50, [0, 1], [1, 2], 1), drawNormal(70, [1, 0], [1.5, 1], 2)];
    const { details } = await estimateKlByMaximumLikelihood(p, q, { family });
    const fits = [await maximumLikelihood(p, family), await maximumLikelihood(q, family)] as const;
    expect(details.plugIn).toBe(gaussianKl(fits[0].parameters, fits[1].parameters));
    expect(details.method).toBe('plug-in');
    expect(details.q.parameters.mean).toEqual(fits[1].parameters.mean);
  });

  it('is 0 for equal samples and above 0 for others, as a plug-in', async () => {
    await fc.assert(
      fc.asyncProperty(points, fc.double({ min: 0.01, max: 1, noNaN: true }), async (samples, shift) => {
        const equal = await estimateKlByMaximumLikelihood(samples, samples, { family });
        expect(equal.details.plugIn).toBe(0);
        expect(equal.value).toBe(0);
        expect(equal.interval[0]).toBe(0);
        const moved = samples.map((x) => x.map((value) => value + shift));
        const { details } = await estimateKlByMaximumLikelihood(samples, moved, { family });
        expect(details.plugIn).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  it('ends its interval by the law of the plug-in also where two samples agree but for rounding', async () => {
    const count = 60;
    const p = Array.from(drawNormal(count, [0], [1], 11).values);
    const upper = async (q: readonly number[]) => {
      const estimate = await estimateKlByMaximumLikelihood(
        { values: p, dimension: 1 },
        { values: q, dimension: 1 },
        { family },
      );
      expect(estimate.interval[0]).toBe(0);
      return estimate.interval[1];
    };
    const equal = await upper(p);
    expect(await upper([...p].reverse())).toBeCloseTo(equal, 12);
    expect(await upper(p.map((value) => value + 1e-9))).toBeCloseTo(equal, 8);
    expect(await upper(p.map((value) => value * (1 + 1e-6)))).toBeCloseTo(equal, 4);
    // Of one dimension the plug-in is ½(1/n + 1/m) times a χ² of two degrees of freedom, noncentral by λ = κ over that factor:
    // its distribution function is Σⱼ Poisson(j; λ/2)·P(χ² of 2 + 2j below x), the latter 1 − e^(−x/2) Σ_{i ≤ j} (x/2)ⁱ/i!.
    const factor = 1 / count;
    const below = (observed: number, kappa: number) => {
      const [x, half] = [observed / factor / 2, kappa / factor / 2];
      let [sum, weight, term, tail] = [0, Math.exp(-half), Math.exp(-x), Math.exp(-x)];
      for (let j = 0; j < 200; j++) {
        sum += weight * (1 - tail);
        weight *= half / (j + 1);
        term *= x / (j + 1);
        tail += term;
      }
      return sum;
    };
    // At equal fits the unbiased form is minus its own correction, and b₀ its mean: T is what they differ by.
    const shrinkage = (count - 3) / count;
    const observed = 0.5 * (shrinkage - 1 - 1 / count + (1 + 1 / count) / shrinkage - 1);
    // The upper side's share of the 5 %: less than half of them near 0, where the variance is 2·factor²·2 + 4·factor·κ.
    const share = (kappa: number) =>
      0.025 / (1 + (4 * factor * factor + 4 * factor * kappa) / (kappa * kappa));
    let exact = 0;
    while (below(observed, exact) > share(exact)) exact += 1e-5;
    expect(equal).toBeGreaterThan(0.6 * exact);
    expect(equal).toBeLessThan(1.4 * exact);
  });

  it('has no error, and says so, where its square is beyond float64', async () => {
    const estimate = await estimateKlByMaximumLikelihood(
      drawNormal(60, [0], [1e60], 1),
      drawNormal(60, [0], [1e-58], 2),
      { family },
    );
    // ½(u − 1 − log u) with u = 1e236; its standard error is about √(4/60) of it.
    expect(estimate.value / 0.5e236).toBeGreaterThan(0.5);
    expect(estimate.value / 0.5e236).toBeLessThan(2);
    expect(estimate).toMatchObject({ standardError: Infinity, interval: [0, Infinity] });
    expect(estimate.warnings).toEqual([expect.stringMatching(/so far apart that the error/)]);
  });

  it('does not change under an affine map of both, nor with the order of the samples', async () => {
    const [p, q] = [drawNormal(40, [0, 1], [1, 2], 3), drawNormal(60, [1, 0], [1.5, 1], 4)];
    const map = ({ values }: { values: ArrayLike<number> }) =>
      Array.from({ length: values.length / 2 }, (_, i) => {
        const [x, y] = [values[2 * i]!, values[2 * i + 1]!];
        return [3 * x - y + 5, 0.5 * x + 2 * y - 1];
      }).reverse();
    const plain = await estimateKlByMaximumLikelihood(p, q, { family });
    const mapped = await estimateKlByMaximumLikelihood(map(p), map(q), { family });
    expect(mapped.value).toBeCloseTo(plain.value, 11);
    expect(mapped.standardError).toBeCloseTo(plain.standardError, 11);
    expect(mapped.interval[0]).toBeCloseTo(plain.interval[0], 9);
    expect(mapped.interval[1]).toBeCloseTo(plain.interval[1], 9);
  });

  it.each([
    ['full', 'full'],
    ['full', 'diagonal'],
    ['diagonal', 'full'],
    ['diagonal', 'diagonal'],
  ] as const)('has no bias: p %s, q %s', async (p, q) => {
    const [count, seeds] = [25, 2000];
    const truth = gaussianKl(
      { mean: [0.5, 0, 0], covariance: [1, 1, 0.64] },
      { mean: [0, 0, 0], covariance: [1, 2.25, 1] },
    );
    let [sum, squares] = [0, 0];
    for (let seed = 0; seed < seeds; seed++) {
      const { details } = await estimateKlByMaximumLikelihood(
        drawNormal(count, [0.5, 0, 0], [1, 1, 0.8], 2 * seed),
        drawNormal(count + 15, [0, 0, 0], [1, 1.5, 1], 2 * seed + 1),
        { familyP: gaussianFamily({ covariance: p }), familyQ: gaussianFamily({ covariance: q }) },
      );
      expect(details.method).toBe('plug-in');
      sum += details.unclipped - truth;
      squares += (details.unclipped - truth) ** 2;
    }
    const error = Math.sqrt(squares / seeds / seeds);
    expect(Math.abs(sum / seeds)).toBeLessThan(4 * error);
    // The plug-in's bias is about ½ · 9 · (1/25 + 1/40) > 0.2: this bound tells them apart.
    expect(4 * error).toBeLessThan(0.05);
  });

  it.each([
    [1, 200, 0, 1],
    [1, 200, 0.02, 1],
    [1, 200, 1, 1.5],
    [2, 500, 0, 1],
    [2, 500, 0.1, 1.1],
    [5, 200, 0, 1],
    [5, 200, 0.05, 1.05],
    [5, 200, 1, 0.7],
    [10, 200, 0, 1],
    [10, 200, 0.1, 1.05],
    [10, 200, 2, 1.3],
  ])(
    'dimension %i, %i samples, means %f apart, deviations %f: its interval holds KL in 180 to 198 of 200 seeds',
    async (dimension, count, shift, deviation) => {
      const truth = gaussianKl(
        { mean: new Array(dimension).fill(shift), covariance: new Array(dimension).fill(deviation ** 2) },
        { mean: new Array(dimension).fill(0), covariance: new Array(dimension).fill(1) },
      );
      let covered = 0;
      for (let seed = 0; seed < 200; seed++) {
        const p = drawNormal(
          count,
          new Array(dimension).fill(shift),
          new Array(dimension).fill(deviation),
          seed,
        );
        const q = drawNormal(count, new Array(dimension).fill(0), new Array(dimension).fill(1), seed + 1000);
        const { interval } = await estimateKlByMaximumLikelihood(p, q, { family });
        if (interval[0] <= truth && truth <= interval[1]) covered++;
      }
      expect(covered).toBeGreaterThanOrEqual(180);
      expect(covered).toBeLessThanOrEqual(198);
    },
  );

  it('has a standard error that is the spread over draws, also where p = q', async () => {
    for (const shift of [0, 1]) {
      const values: number[] = [];
      let errors = 0;
      for (let seed = 0; seed < 400; seed++) {
        const p = drawNormal(300, [shift, 0], [1, 1], seed);
        const q = drawNormal(300, [0, 0], [1, 1], seed + 1000);
        const estimate = await estimateKlByMaximumLikelihood(p, q, { family });
        values.push(estimate.details.unclipped);
        errors += estimate.standardError / 400;
      }
      const mean = values.reduce((sum, value) => sum + value, 0) / 400;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 399);
      // The spread itself is known to about 1/√800 far from 0 (more near 0, where its distribution is a χ²).
      expect(errors / spread).toBeGreaterThan(0.85);
      expect(errors / spread).toBeLessThan(1.35);
    }
  });

  it('widens its interval for samples that are not normal', async () => {
    // A heavy-tailed p: √3 · Student's t with five degrees of freedom, scaled to variance 1.
    const random = createRandom(8);
    const heavy = Array.from({ length: 4000 }, () => {
      let chi = 0;
      for (let i = 0; i < 5; i++) chi += random.normal() ** 2;
      return [(random.normal() / Math.sqrt(chi / 5)) * Math.sqrt(3 / 5)];
    });
    const q = drawNormal(4000, [0], [2], 9);
    const ofHeavy = await estimateKlByMaximumLikelihood(heavy, q, { family });
    const ofNormal = await estimateKlByMaximumLikelihood(drawNormal(4000, [0], [1], 10), q, { family });
    expect(ofHeavy.standardError).toBeGreaterThan(1.3 * ofNormal.standardError);
  });

  it('warns where there are hardly more samples than dimensions', async () => {
    const six = (seed: number) => drawNormal(20, new Array(6).fill(0), new Array(6).fill(1), seed);
    const { warnings } = await estimateKlByMaximumLikelihood(six(1), six(2), { family });
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/^p has 20 samples for 6 dimensions/);
  });
});
