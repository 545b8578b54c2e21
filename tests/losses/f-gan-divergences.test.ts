import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { fGanDiscriminatorLoss, fGanGeneratorLoss, fGanLoss } from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { farActivation, farComposition, rows } from './f-gan-rows';
import { differences, mean, randomLogits, sum, WorstError } from './float64';

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
});
