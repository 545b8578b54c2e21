import fc from 'fast-check';
import {
  donskerVaradhanFromCritic,
  fDivergenceFromCritic,
  jensenShannonFromLogits,
  nwjFromCritic,
} from 'gan-core/estimators';
import { klFDivergence } from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import { fixed, mean, values, variance } from './critic-values';

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
