import { estimateKlByMaximumLikelihood, gaussianFamily, gaussianMixtureFamily } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { drawNormal } from './draws';

describe('estimateKlByMaximumLikelihood', () => {
  const samples = [[0], [1], [3], [2]];

  it('gives the same numbers for the same seed, whatever the confidence', async () => {
    const [p, q] = [drawNormal(60, [0], [1], 1), drawNormal(60, [1], [1], 2)];
    const family = gaussianMixtureFamily({ components: 2 });
    const run = (seed: number, confidence: number) =>
      estimateKlByMaximumLikelihood(p, q, { family, seed, confidence });
    const [first, again, wide] = [await run(3, 0.9), await run(3, 0.9), await run(3, 0.99)];
    expect(again).toMatchObject({ value: first.value, interval: first.interval });
    expect(wide.value).toBe(first.value);
    expect(wide.interval[0]).toBeLessThanOrEqual(first.interval[0]);
    expect(wide.interval[1]).toBeGreaterThan(first.interval[1]);
  });

  it('has intervals that grow with the confidence and hold the value', async () => {
    const [p, q] = [drawNormal(200, [0], [1], 3), drawNormal(200, [0.5], [1], 4)];
    let last: readonly [number, number] = [Infinity, -Infinity];
    for (const confidence of [0.5, 0.8, 0.95, 0.99, 0.999]) {
      const { interval, value } = await estimateKlByMaximumLikelihood(p, q, {
        family: gaussianFamily(),
        confidence,
      });
      expect(interval[0]).toBeLessThan(value);
      expect(interval[1]).toBeGreaterThan(value);
      expect(interval[0]).toBeLessThan(last[0]);
      expect(interval[1]).toBeGreaterThan(last[1]);
      last = interval;
    }
  });

  it('rejects at once with an aborted signal', async () => {
    const signal = AbortSignal.abort(new Error('no'));
    await expect(
      estimateKlByMaximumLikelihood(samples, samples, { family: gaussianFamily(), signal }),
    ).rejects.toThrow('no');
  });

  it.each<[string, object | undefined, RegExp]>([
    ['no options', undefined, /^family: got undefined; expected a family/],
    ['no family', {}, /^family: got undefined; expected a family of densities/],
    ['half a pair of families', { familyP: gaussianFamily() }, /^familyQ: got undefined/],
    [
      'too many families',
      { family: gaussianFamily(), familyQ: gaussianFamily() },
      /^family: got it together with/,
    ],
    ['what is no family', { family: 'Gaussian' }, /^family: got the string 'Gaussian'/],
    ['an unknown key', { family: gaussianFamily(), k: 1 }, /^options: got the unknown key 'k'/],
  ])('refuses %s', async (_, options, message) => {
    await expect(estimateKlByMaximumLikelihood(samples, samples, options as never)).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });
});
