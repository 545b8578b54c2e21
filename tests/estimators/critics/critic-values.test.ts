import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import {
  donskerVaradhanFromCritic,
  fDivergenceFromCritic,
  jensenShannonFromLogits,
  nwjFromCritic,
} from 'gan-core/estimators';
import {
  alphaFDivergence,
  ganFDivergence,
  jeffreysFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  neymanFDivergence,
  pearsonFDivergence,
  reverseKlFDivergence,
  squaredHellingerFDivergence,
  totalVariationFDivergence,
} from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';

const fixed = { seed: 20101, numRuns: 1000 } as const;
const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 20 });
const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
const variance = (list: readonly number[]) =>
  list.reduce((sum, value) => sum + (value - mean(list)) ** 2, 0) / (list.length - 1);

describe('jensenShannonFromLogits', () => {
  it('is (V + 2 log 2)/2 as its definition has it, with the standard error of two means', async () => {
    const [real, fake] = [
      [0.3, -1, 2, 0.5],
      [-0.2, 1, -3],
    ];
    const logD = real.map((r) => Math.log(1 / (1 + Math.exp(-r))));
    const logNotD = fake.map((f) => Math.log(1 - 1 / (1 + Math.exp(-f))));
    const { value, standardError, interval, ...rest } = await jensenShannonFromLogits(real, fake);
    expect(value).toBeCloseTo((mean(logD) + mean(logNotD) + 2 * Math.log(2)) / 2, 14);
    expect(standardError).toBeCloseTo(Math.sqrt(variance(logD) / 4 + variance(logNotD) / 3) / 2, 14);
    expect(interval[1] - value).toBeCloseTo(1.959963984540054 * standardError, 12);
    expect(rest).toMatchObject({ unit: 'nats', bound: 'lower', sampleSizes: { p: 4, q: 3 } });
  });

  it('never exceeds log 2, and is 0 for logits of 0 and below for any other constant', async () => {
    await fc.assert(
      fc.asyncProperty(values, values, fc.double({ min: -50, max: 50, noNaN: true }), async (r, f, c) => {
        expect((await jensenShannonFromLogits(r, f)).value).toBeLessThanOrEqual(Math.LN2);
        const constant = (list: number[]) => list.map(() => c);
        expect((await jensenShannonFromLogits(constant(r), constant(f))).value).toBeLessThanOrEqual(1e-15);
        const zero = (list: number[]) => list.map(() => 0);
        expect(Math.abs((await jensenShannonFromLogits(zero(r), zero(f))).value)).toBeLessThan(1e-15);
      }),
      fixed,
    );
  });

  it('is finite for huge logits, right or wrong', async () => {
    expect((await jensenShannonFromLogits([800, 1e5], [-800, -1e300])).value).toBe(Math.LN2);
    expect((await jensenShannonFromLogits([-800, -800], [800, 800])).value).toBeCloseTo(Math.LN2 - 800, 10);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['one logit', () => jensenShannonFromLogits([1], [1, 2]), /^p: has 1 values; expected at least 2/],
    ['NaN', () => jensenShannonFromLogits([1, 2], [1, Number.NaN]), /^q: value 1 is NaN/],
    ['null', () => jensenShannonFromLogits([1, null] as never, [1, 2]), /^p: value 1 is null/],
    ['a string', () => nwjFromCritic([1, 2], ['3', 4] as never), /^q: value 0 is the string '3'/],
    ['a boolean', () => donskerVaradhanFromCritic([true, 2] as never, [1, 2]), /^p: value 0 is a boolean/],
    [
      'bigints',
      () => fDivergenceFromCritic(BigInt64Array.of(1n, 2n) as never, [1, 2], { divergence: klFDivergence }),
      /: value 0 is a bigint/,
    ],
    ['no logits', () => jensenShannonFromLogits(undefined as never, [1]), /^p: got undefined/],
    [
      'an option that nobody reads',
      () => jensenShannonFromLogits([1, 2], [1, 2], { level: 0.9 } as never),
      /^options: got the unknown key 'level'/,
    ],
  ])('refuses %s', async (_, call, message) => {
    await expect(call()).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });
});

describe('bounds on KL', () => {
  it('are their definitions, with the delta method’s standard error', async () => {
    const [tp, tq] = [
      [1, 2, 0.5],
      [-1, 0.2, 0, 0.4],
    ];
    const dv = await donskerVaradhanFromCritic(tp, tq);
    const nwj = await nwjFromCritic(tp, tq);
    const exponentials = tq.map(Math.exp);
    const shifted = tq.map((t) => Math.exp(t - 1));
    expect(dv.value).toBeCloseTo(mean(tp) - Math.log(mean(exponentials)), 14);
    expect(dv.standardError).toBeCloseTo(
      Math.sqrt(variance(tp) / 3 + variance(exponentials) / 4 / mean(exponentials) ** 2),
      14,
    );
    expect(nwj.value).toBeCloseTo(mean(tp) - mean(shifted), 14);
    expect(nwj.standardError).toBeCloseTo(Math.sqrt(variance(tp) / 3 + variance(shifted) / 4), 14);
  });

  it('keep their order: NWJ ≤ DV for the same critic', async () => {
    await fc.assert(
      fc.asyncProperty(values, values, async (tp, tq) => {
        const dv = (await donskerVaradhanFromCritic(tp, tq)).value;
        const nwj = (await nwjFromCritic(tp, tq)).value;
        expect(nwj).toBeLessThanOrEqual(dv + 1e-12 * (1 + Math.abs(nwj)));
      }),
      fixed,
    );
  });

  it('agree where E_q e^T is e', async () => {
    await fc.assert(
      fc.asyncProperty(values, values, async (tp, tq) => {
        const shift = 1 - Math.log(mean(tq.map(Math.exp)));
        const move = (list: number[]) => list.map((value) => value + shift);
        const dv = (await donskerVaradhanFromCritic(move(tp), move(tq))).value;
        expect((await nwjFromCritic(move(tp), move(tq))).value).toBeCloseTo(dv, 10);
      }),
      fixed,
    );
  });

  it('DV does not see a constant in T, not even a huge one, and is 0 for a constant T', async () => {
    await fc.assert(
      fc.asyncProperty(values, values, fc.constantFrom(-1e6, -800, 3, 800, 2 ** 30), async (tp, tq, c) => {
        const plain = await donskerVaradhanFromCritic(tp, tq);
        const moved = await donskerVaradhanFromCritic(
          tp.map((t) => t + c),
          tq.map((t) => t + c),
        );
        // T + c itself is rounded at c's size.
        const rounding = 1e-13 * 50 + 4 * Math.abs(c) * Number.EPSILON;
        expect(Math.abs(moved.value - plain.value)).toBeLessThan(rounding);
        const constant = (list: number[]) => list.map(() => c);
        expect((await donskerVaradhanFromCritic(constant(tp), constant(tq))).value).toBe(0);
      }),
      fixed,
    );
  });

  it('are finite for a critic of 800 wherever the bound is', async () => {
    const dv = await donskerVaradhanFromCritic([800, 800], [800, -800, 0, 0]);
    expect(dv.value).toBeCloseTo(Math.log(4), 12);
    expect(dv.standardError).toBeCloseTo(1, 12); // of the mean of 4 weights 1, 0, 0, 0, relatively
    expect((await donskerVaradhanFromCritic([1e300, 1e300], [-1e300, -1e300])).value).toBe(2e300);
    const nwj = await nwjFromCritic([800, 800], [-800, -800]);
    expect(nwj.value).toBe(800);
    const over = await nwjFromCritic([800, 800], [800, 800]);
    expect(over).toMatchObject({
      value: -Infinity,
      standardError: Infinity,
      interval: [-Infinity, Infinity],
    });
    expect(over.warnings.join()).toMatch(/overflows/);
  });

  it('warn where few samples carry the mean, and beyond half of log n', async () => {
    const tq = Array.from({ length: 1000 }, (_, index) => (index === 0 ? 20 : 0));
    const { warnings } = await donskerVaradhanFromCritic(
      tq.map(() => 20),
      tq,
    );
    expect(warnings.join('\n')).toMatch(/rests on 1\.0 of 1000 samples of q/);
    expect(warnings.join('\n')).toMatch(/exceeds half of log 1000/);
    const calm = Array.from({ length: 1000 }, (_, index) => Math.sin(index));
    expect((await donskerVaradhanFromCritic(calm, calm)).warnings).toEqual([]);
  });
});

/** g and f* ∘ g in float64, written from table 2 and 6 of the paper, with how the bound reads. */
const reference: Record<
  string,
  [typeof klFDivergence, (v: number) => number, (v: number) => number, number]
> = {
  kl: [klFDivergence, (v) => v, (v) => Math.exp(v - 1), 1],
  'reverse kl': [reverseKlFDivergence, (v) => -Math.exp(-v), (v) => v - 1, 1],
  pearson: [pearsonFDivergence, (v) => v, (v) => (v * v) / 4 + v, 1],
  neyman: [neymanFDivergence, (v) => 1 - Math.exp(-v), (v) => 2 - 2 * Math.exp(-v / 2), 1],
  hellinger: [squaredHellingerFDivergence, (v) => 1 - Math.exp(-v), (v) => Math.exp(v) - 1, 0.5],
  js: [
    jensenShannonFDivergence,
    (v) => Math.log(2 / (1 + Math.exp(-v))),
    (v) => Math.log((1 + Math.exp(v)) / 2),
    0.5,
  ],
  tv: [totalVariationFDivergence, (v) => Math.tanh(v) / 2, (v) => Math.tanh(v) / 2, 1],
  'alpha 2': [alphaFDivergence(2), (v) => v, (v) => (Math.max(1 + v, 0) ** 2 - 1) / 2, 1],
};

describeOnBackends('fDivergenceFromCritic', () => {
  it.each(Object.entries(reference))(
    'reads %s as in float64',
    async (_, [divergence, g, conjugate, factor]) => {
      const vp = Array.from({ length: 300 }, (_, index) => 1 + Math.sin(index));
      const vq = Array.from({ length: 200 }, (_, index) => Math.cos(index * index) - 0.5);
      const before = tf.memory().numTensors;
      const { value, standardError, warnings } = await fDivergenceFromCritic(vp, vq, { divergence });
      expect(tf.memory().numTensors).toBe(before);
      const [p, q] = [vp.map(g), vq.map(conjugate)];
      expect(value).toBeCloseTo(factor * (mean(p) - mean(q)), 5);
      expect(standardError).toBeCloseTo(factor * Math.sqrt(variance(p) / 300 + variance(q) / 200), 6);
      expect(warnings).toEqual([]);
    },
  );

  it('reads the GAN’s own as jensenShannonFromLogits does, from tensors too', async () => {
    const [real, fake] = [tf.tensor2d([[0.5], [-1], [3]]), tf.tensor2d([[-0.5], [-1], [2]])];
    const before = tf.memory().numTensors;
    const exact = await jensenShannonFromLogits(real, fake);
    for (const divergence of [ganFDivergence, jensenShannonFDivergence]) {
      const read = await fDivergenceFromCritic(real, fake, { divergence });
      expect(read.value).toBeCloseTo(exact.value, 6);
      expect(read.standardError).toBeCloseTo(exact.standardError, 6);
    }
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([real, fake]);
  });

  it('stays finite for huge logits of JS, GAN and TV, and says where KL overflows', async () => {
    for (const divergence of [jensenShannonFDivergence, ganFDivergence]) {
      const { value } = await fDivergenceFromCritic([800, 800], [-800, -800], { divergence });
      expect(value).toBeCloseTo(Math.LN2, 6);
    }
    const tv = await fDivergenceFromCritic([800, 800], [-800, -800], {
      divergence: totalVariationFDivergence,
    });
    expect(tv.value).toBeCloseTo(1, 6);
    const kl = await fDivergenceFromCritic([0, 0], [800, 0], { divergence: klFDivergence });
    expect(kl.value).toBe(-Infinity);
    expect(kl.warnings.join()).toMatch(/overflows float32/);
  });

  it('is 0 where the critic says that p/q is 1 everywhere', async () => {
    const one: [typeof klFDivergence, number][] = [
      [klFDivergence, 1],
      [reverseKlFDivergence, 0],
      [jeffreysFDivergence, 0],
      [pearsonFDivergence, 0],
      // softplus(−v) = 1/(1 − α) = 2
      [alphaFDivergence(0.5), -Math.log(Math.expm1(2))],
    ];
    for (const [divergence, v] of one) {
      expect((await fDivergenceFromCritic([v, v], [v, v], { divergence })).value).toBeCloseTo(0, 6);
    }
  });

  it('refuses what is not a divergence', async () => {
    await expect(fDivergenceFromCritic([1, 2], [1, 2], {} as never)).rejects.toThrow(
      /^divergence: got undefined/,
    );
  });
});
