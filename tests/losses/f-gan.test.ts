import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import {
  alphaDivergence,
  jeffreysDivergence,
  jensenShannonDivergence,
  klDivergence,
  neymanChiSquared,
  pearsonChiSquared,
  reverseKlDivergence,
  squaredHellingerDistance,
  totalVariationDistance,
} from 'gan-core/divergences';
import {
  alphaFDivergence,
  type FDivergence,
  fGanDiscriminatorLoss,
  fGanGeneratorLoss,
  fGanLoss,
  ganFDivergence,
  jeffreysFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  minimaxDiscriminatorLoss,
  neymanFDivergence,
  pearsonFDivergence,
  reverseKlFDivergence,
  squaredHellingerFDivergence,
  totalVariationFDivergence,
} from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import { logLambertW } from '../../src/losses/log-lambert-w';
import { describeOnBackends } from '../support/backends';
import { differences, mean, randomLogits, sum, WorstError } from './float64';

/** W(e^s) in float64, by bisection on w + log w = s. */
function lambertWOfExp(s: number): number {
  let [low, high] = [0, Math.max(1, s + 1)];
  for (let step = 0; step < 2000 && high - low > 1e-16 * high; step++) {
    const middle = (low + high) / 2;
    if (middle + Math.log(middle) < s) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** What a divergence is held to, all in float64. */
interface Row {
  readonly divergence: FDivergence;
  /** g and f*, as the paper's tables write them, and f*(g(v)) by its definition where that needs a longer exponent. */
  readonly g: (v: number) => number;
  readonly conjugate: (t: number) => number;
  /** The logit with g(v) = t. */
  readonly inverse: (t: number) => number;
  /** The divergence that is read. */
  readonly exact: (p: readonly number[], q: readonly number[]) => number;
  /** D_f less the reading's multiple: f-GAN's own convention. */
  readonly bound: (exact: number) => number;
  /** How far logits may go before the exact value leaves float32. */
  readonly reach: number;
}

const same = (exact: number) => exact;
const identity = (v: number) => v;
const oneMinusExp = (v: number) => 1 - Math.exp(-v);
const alphaRow = (alpha: number, reach: number): Row => ({
  divergence: alphaFDivergence(alpha),
  g: alpha > 1 ? identity : (v) => 1 / (1 - alpha) - Math.log1p(Math.exp(-v)),
  conjugate: (t) => (Math.max(0, 1 + (alpha - 1) * t) ** (alpha / (alpha - 1)) - 1) / alpha,
  inverse: (t) => {
    const y = 1 / (1 - alpha) - t;
    return alpha > 1 ? t : -y - Math.log(-Math.expm1(-y));
  },
  exact: (p, q) => alphaDivergence(p, q, alpha),
  bound: same,
  reach,
});

const rows: Record<string, Row> = {
  KL: {
    divergence: klFDivergence,
    g: identity,
    conjugate: (t) => Math.exp(t - 1),
    inverse: identity,
    exact: klDivergence,
    bound: same,
    reach: 50,
  },
  'reverse KL': {
    divergence: reverseKlFDivergence,
    g: (v) => -Math.exp(-v),
    conjugate: (t) => -1 - Math.log(-t),
    inverse: (t) => -Math.log(-t),
    exact: reverseKlDivergence,
    bound: same,
    reach: 50,
  },
  'Pearson χ²': {
    divergence: pearsonFDivergence,
    g: identity,
    conjugate: (t) => t ** 2 / 4 + t,
    inverse: identity,
    exact: pearsonChiSquared,
    bound: same,
    reach: 1e4,
  },
  'Neyman χ²': {
    divergence: neymanFDivergence,
    g: oneMinusExp,
    conjugate: (t) => 2 - 2 * Math.sqrt(1 - t),
    inverse: (t) => -Math.log(1 - t),
    exact: neymanChiSquared,
    bound: same,
    reach: 50,
  },
  'squared Hellinger': {
    divergence: squaredHellingerFDivergence,
    g: oneMinusExp,
    conjugate: (t) => t / (1 - t),
    inverse: (t) => -Math.log(1 - t),
    exact: squaredHellingerDistance,
    bound: (exact) => 2 * exact,
    reach: 50,
  },
  'Jensen–Shannon': {
    divergence: jensenShannonFDivergence,
    g: (v) => Math.LN2 - Math.log(1 + Math.exp(-v)),
    conjugate: (t) => -Math.log(2 - Math.exp(t)),
    inverse: (t) => -Math.log(2 * Math.exp(-t) - 1),
    exact: jensenShannonDivergence,
    bound: (exact) => 2 * exact,
    reach: 1e4,
  },
  GAN: {
    divergence: ganFDivergence,
    g: (v) => -Math.log(1 + Math.exp(-v)),
    conjugate: (t) => -Math.log(1 - Math.exp(t)),
    inverse: (t) => -Math.log(Math.expm1(-t)),
    exact: jensenShannonDivergence,
    bound: (exact) => 2 * exact - 2 * Math.LN2,
    reach: 1e4,
  },
  Jeffreys: {
    divergence: jeffreysFDivergence,
    g: identity,
    conjugate: (t) => lambertWOfExp(1 - t) + 1 / lambertWOfExp(1 - t) + t - 2,
    inverse: identity,
    exact: jeffreysDivergence,
    bound: same,
    reach: 50,
  },
  'total variation': {
    divergence: totalVariationFDivergence,
    g: (v) => Math.tanh(v) / 2,
    conjugate: identity,
    inverse: (t) => (t === 0 ? 0 : Math.sign(t) * 20),
    exact: totalVariationDistance,
    bound: same,
    reach: 1e4,
  },
  'α = 2': alphaRow(2, 1e4),
  'α = 3': alphaRow(3, 1e4),
  'α = 1.5': alphaRow(1.5, 1e4),
  'α = 0.63': alphaRow(0.63, 50),
  'α = 0.5': alphaRow(0.5, 50),
  'α = 0.2': alphaRow(0.2, 50),
  'α = -1': alphaRow(-1, 50),
};

/** f*(g(v)) at logits where the tables' formulas would cancel or overflow in float64. */
const farComposition: Record<string, (v: number) => number> = {
  'Neyman χ²': (v) => 2 - 2 * Math.exp(-v / 2),
  'squared Hellinger': (v) => Math.expm1(v),
  'Jensen–Shannon': (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))) - Math.LN2,
  GAN: (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))),
  // u − 1 + log u at u = 1/W
  Jeffreys: (v) => {
    const w = lambertWOfExp(1 - v);
    return 1 / w - 1 - Math.log(w);
  },
  'reverse KL': (v) => v - 1,
};
for (const alpha of [0.63, 0.5, 0.2, -1]) {
  farComposition[`α = ${alpha}`] = (v) => {
    const softplus = v > 30 ? Math.exp(-v) : Math.log1p(Math.exp(-v));
    return (((1 - alpha) * softplus) ** (alpha / (alpha - 1)) - 1) / alpha;
  };
}
const farActivation: Record<string, (v: number) => number> = {
  'Jensen–Shannon': (v) => Math.LN2 + Math.min(v, 0) - Math.log1p(Math.exp(-Math.abs(v))),
  GAN: (v) => Math.min(v, 0) - Math.log1p(Math.exp(-Math.abs(v))),
};

const probabilities = fc
  .array(fc.integer({ min: 1, max: 50 }), { minLength: 4, maxLength: 4 })
  .map((counts) => counts.map((count) => count / sum(counts)));

describeOnBackends('f-GAN', (backend) => {
  describe.each(Object.entries(rows))('%s', (name, row) => {
    const { divergence } = row;
    const composed = (v: number) => row.conjugate(row.g(v));

    it('the losses equal the float64 reference, value and gradient', async () => {
      const worst = new WorstError();
      for (const seed of [1, 2, 3]) {
        const [real, fake] = [randomLogits(12, seed, 1.5), randomLogits(12, seed + 20, 1.5)];
        const reference = (r: readonly number[], f: readonly number[]) =>
          -(mean(r.map(row.g)) - mean(f.map(composed)));
        const { value, grads } = tf.valueAndGrads((r: tf.Tensor, f: tf.Tensor) =>
          fGanDiscriminatorLoss(r, f, { divergence }),
        )([tf.tensor(real, [12, 1]), tf.tensor(fake, [3, 4])]);
        worst.expectClose(await value.data(), [reference(real, fake)]);
        worst.expectClose(
          await grads[0]!.data(),
          differences((r) => reference(r, fake), real),
        );
        worst.expectClose(
          await grads[1]!.data(),
          differences((f) => reference(real, f), fake),
        );
        for (const form of ['saturating', 'alternative'] as const) {
          const expected = (f: readonly number[]) => -mean(f.map(form === 'saturating' ? composed : row.g));
          const generator = tf.valueAndGrad((f: tf.Tensor) => fGanGeneratorLoss(f, { divergence, form }))(
            tf.tensor(fake),
          );
          worst.expectClose(await generator.value.data(), [expected(fake)]);
          worst.expectClose(await generator.grad.data(), differences(expected, fake));
        }
      }
      console.info(`${backend}, ${name}: worst error ${worst.value.toExponential(1)}`);
    });

    it('values and gradients are finite and right up to ±50, and to ±10,000 where the exact ones are', async () => {
      const far = farComposition[name] ?? composed;
      const farG = farActivation[name] ?? row.g;
      const worst = new WorstError();
      for (const size of [1.5, 10, 20, 50, row.reach]) {
        for (const v of [size, -size]) {
          const h = Math.max(1e-4, 1e-7 * size);
          const bound = 1e-5;
          for (const [form, expected] of [
            ['saturating', far],
            ['alternative', farG],
          ] as const) {
            const { value, grad } = tf.valueAndGrad((f: tf.Tensor) =>
              fGanGeneratorLoss(f, { divergence, form }),
            )(tf.tensor([v]));
            worst.expectClose(await value.data(), [-expected(v)], bound);
            worst.expectClose(
              await grad.data(),
              differences(([x]) => -expected(x!), [v], h),
              bound,
            );
          }
          const { value, grads } = tf.valueAndGrads((r: tf.Tensor, f: tf.Tensor) =>
            fGanDiscriminatorLoss(r, f, { divergence }),
          )([tf.tensor([v]), tf.tensor([v])]);
          const exact = far(v) - farG(v);
          const size32 = Math.max(1, Math.abs(far(v)), Math.abs(farG(v)));
          worst.expectClose([(await value.data())[0]! / size32], [exact / size32], bound);
          for (const gradient of grads) expect(Number.isFinite((await gradient.data())[0])).toBe(true);
        }
      }
      console.info(`${backend}, ${name}, far logits: worst error ${worst.value.toExponential(1)}`);
    });

    it("f* is the conjugate: f(u) + f*(t) ≥ ut, with equality at t = f'(u)", async () => {
      const us = [0.02, 0.1, 0.3, 0.7, 1, 1.3, 2, 5, 12];
      const { min, max } = divergence.conjugateDomain;
      const inside = Array.from({ length: 61 }, (_, index) => -3 + index / 10).filter(
        (t) => t >= min && t <= max - (divergence.conjugateDomain.closed ? 0 : 1e-3),
      );
      const conjugates = await divergence.conjugate(tf.tensor(inside)).data();
      for (const [index, t] of inside.entries()) {
        for (const u of us) {
          const slack = divergence.f(u) + conjugates[index]! - u * t;
          expect(slack).toBeGreaterThan(-2e-5 * (1 + Math.abs(conjugates[index]!) + Math.abs(u * t)));
        }
      }
      const best = us.map((u) => divergence.derivative(u));
      const touching = await divergence.conjugate(tf.tensor(best)).data();
      for (const [index, u] of us.entries()) {
        const equal = u * best[index]! - divergence.f(u);
        expect(Math.abs(touching[index]! - equal)).toBeLessThan(
          2e-5 * (1 + Math.abs(equal) + u * Math.abs(best[index]!)),
        );
      }
    });

    it("derivative is f's slope, threshold is f'(1), and f is convex", () => {
      for (const u of [0.02, 0.3, 0.7, 1.3, 2, 12]) {
        const slope = differences(([x]) => divergence.f(x!), [u], 1e-6 * u)[0]!;
        expect(Math.abs(divergence.derivative(u) - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
        expect(divergence.f(u * 0.9) + divergence.f(u * 1.1)).toBeGreaterThanOrEqual(
          2 * divergence.f(u) - 1e-12,
        );
      }
      expect(divergence.threshold).toBeCloseTo(divergence.derivative(1), 12);
      expect(divergence.f(1)).toBeCloseTo(name === 'GAN' ? -2 * Math.LN2 : 0, 12);
      expect(divergence.f(0)).toBeCloseTo(
        {
          KL: 0,
          'Pearson χ²': 1,
          'squared Hellinger': 1,
          'Jensen–Shannon': Math.LN2,
          GAN: 0,
          'total variation': 0.5,
        }[name] ?? (name.startsWith('α') && !name.includes('-') ? 1 / Number(name.slice(4)) : Infinity),
        12,
      );
    });

    it('g rises, stays in the domain of f*, and f*(g(v)) is what was simplified', async () => {
      const vs = Array.from({ length: 801 }, (_, index) => (index - 400) / 8);
      const values = await divergence.outputActivation(tf.tensor(vs)).data();
      const { min, max } = divergence.conjugateDomain;
      for (let index = 0; index < vs.length; index++) {
        // An open end may be met in float32's rounding, never passed.
        expect(values[index]).toBeGreaterThanOrEqual(Math.fround(min));
        expect(values[index]).toBeLessThanOrEqual(Math.fround(max));
        if (index > 0) expect(values[index]).toBeGreaterThanOrEqual(values[index - 1]!);
      }
      const near = tf.tensor(vs.filter((v) => Math.abs(v) < 4));
      const simplified = await (divergence.conjugateOfOutput?.(near) ?? near).data();
      const plain = await divergence.conjugate(divergence.outputActivation(near)).data();
      if (divergence.conjugateOfOutput) new WorstError().expectClose(simplified, [...plain], 1e-4);
    });

    it("D's loss at its optimum is −D_f, reads as the exact divergence, and is a lower bound elsewhere", async () => {
      await fc.assert(
        fc.asyncProperty(probabilities, probabilities, async (p, q) => {
          const best = p.map((value, outcome) => row.inverse(divergence.derivative(value / q[outcome]!)));
          const lossAt = async (logits: readonly number[]) => {
            const x = tf.tensor(logits);
            const { real, fake } = fGanDiscriminatorLoss(x, x, { divergence, reduction: 'none' });
            const [onReal, onFake] = [await real.data(), await fake.data()];
            tf.dispose([x, real, fake]);
            return (
              sum(p.map((value, i) => value * onReal[i]!)) + sum(q.map((value, i) => value * onFake[i]!))
            );
          };
          const exact = row.exact(p, q);
          const loss = await lossAt(best);
          const { fromDiscriminatorLoss } = fGanLoss(divergence).divergence!;
          const tolerance = 1e-5 * (1 + Math.abs(exact));
          expect(Math.abs(-loss - row.bound(exact))).toBeLessThan(2 * tolerance);
          expect(Math.abs(fromDiscriminatorLoss(loss) - exact)).toBeLessThan(tolerance);
          const other = best.map((v, outcome) => v + [0.3, -0.2, 0.1, 0][outcome]!);
          expect(fromDiscriminatorLoss(await lossAt(other))).toBeLessThan(exact + tolerance);
        }),
        { seed: 3, numRuns: 30 },
      );
    });

    it('reduces by mean, sum or not at all, and leaves no tensor behind', async () => {
      const worst = new WorstError();
      const fake = tf.tensor([0.5, -1, 2], [3, 1]);
      const real = tf.tensor([0.3, -0.7]);
      const terms = [...(await fake.data())].map((f) => -composed(f));
      worst.expectClose(await fGanGeneratorLoss(fake, { divergence, reduction: 'sum' }).data(), [sum(terms)]);
      const each = fGanGeneratorLoss(fake, { divergence, reduction: 'none' });
      expect(each.shape).toEqual([3, 1]);
      worst.expectClose(await each.data(), terms);
      const both = fGanDiscriminatorLoss(real, fake, { divergence, reduction: 'none' });
      expect([both.real.shape, both.fake.shape]).toEqual([[2], [3, 1]]);
      const before = tf.memory().numTensors;
      tf.dispose([
        fGanDiscriminatorLoss(real, fake, { divergence }),
        fGanGeneratorLoss(fake, { divergence, form: 'alternative' }),
        tf.grad((f) => fGanGeneratorLoss(f, { divergence }))(fake),
        tf.tidy(() => divergence.conjugate(divergence.outputActivation(fake))),
      ]);
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  it('log W(e^s) is right to float32 from −10,000 to 10,000, with its first and second derivative', async () => {
    const s = [-1e4, -200, -50, -5, -1, -0.1, 0, 0.5, 0.99, 1, 1.01, 2, 3, 5, 20, 89, 200, 1e4];
    const worst = new WorstError();
    const exact = s.map((x) => (x < -30 ? x : Math.log(lambertWOfExp(x))));
    const first = exact.map((root) => 1 / (1 + Math.exp(root)));
    const second = first.map((slope) => -slope * slope * (1 - slope));
    const x = tf.tensor(s);
    const gradient = tf.grad((y) => tf.sum(logLambertW(y)));
    worst.expectClose(await logLambertW(x).data(), exact, 5e-7);
    worst.expectClose(await gradient(x).data(), first, 5e-7);
    const twice = tf.grad((y) => tf.sum(tf.grad((z) => tf.sum(logLambertW(z)))(y)));
    worst.expectClose(await twice(x).data(), second, 5e-7);
    console.info(`${backend}: worst error of log W ${worst.value.toExponential(1)}`);
  });

  it('the GAN divergence plays the original game', async () => {
    const [real, fake] = [tf.tensor(randomLogits(9, 1)), tf.tensor(randomLogits(9, 2))];
    const loss = await fGanDiscriminatorLoss(real, fake, { divergence: ganFDivergence }).data();
    new WorstError().expectClose(loss, [...(await minimaxDiscriminatorLoss(real, fake).data())]);
  });

  it('a divergence of your own needs no simplified composition, and reads as its bound', async () => {
    const { conjugateOfOutput, fromBound, ...own } = jensenShannonFDivergence;
    expect([typeof conjugateOfOutput, typeof fromBound]).toEqual(['function', 'function']);
    const fake = tf.tensor([0.3, -2]);
    const expected = await fGanGeneratorLoss(fake, { divergence: jensenShannonFDivergence }).data();
    new WorstError().expectClose(await fGanGeneratorLoss(fake, { divergence: own }).data(), [...expected]);
    expect(fGanLoss(own).divergence?.fromDiscriminatorLoss(-0.5)).toBe(0.5);
  });

  it('bad arguments are refused by name', () => {
    const x = tf.tensor([1]);
    for (const alpha of [0, 1, Number.NaN, Infinity]) {
      expect(() => alphaFDivergence(alpha)).toThrow(/^alpha: got .* expected a finite number other than 0/);
    }
    expect(() => fGanLoss(klFDivergence, { form: 'both' as never })).toThrow(/^form: got the string 'both'/);
    expect(() => fGanGeneratorLoss(x, { divergence: klFDivergence, form: 'x' as never })).toThrow(/^form/);
    for (const bad of [undefined, {}, { divergence: 'KL' }] as never[]) {
      expect(() => fGanDiscriminatorLoss(x, x, bad)).toThrow(/^divergence: got .* such as klFDivergence/);
      expect(() => fGanGeneratorLoss(x, bad)).toThrow(/^divergence/);
    }
    expect(() => fGanLoss({} as never)).toThrow(/^divergence/);
    expect(() => fGanGeneratorLoss([1] as never, { divergence: klFDivergence })).toThrow(/^fakeLogits/);
  });

  it('factories hold the two halves', async () => {
    const loss = fGanLoss(klFDivergence, { form: 'alternative' });
    const [real, fake] = [tf.tensor([1, 0.5]), tf.tensor([-1, 0.25])];
    expect(loss.name).toBe('f-GAN, Kullback–Leibler');
    expect(loss.generatorNeedsReal).toBe(false);
    expect((await loss.generator({ fake }).data())[0]).toBeCloseTo(0.375, 6);
    expect((await loss.discriminator({ real, fake }).data())[0]).toBeCloseTo(
      -0.75 + (Math.exp(-2) + Math.exp(-0.75)) / 2,
      6,
    );
  });
});
