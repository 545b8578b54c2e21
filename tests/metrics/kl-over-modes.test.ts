import { createRandom } from 'gan-core/distributions';
import { klOverModes } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';

const labelsOf = (counts: readonly number[]) =>
  counts.flatMap((count, mode) => new Array<number>(count).fill(mode));

/** Draws modes by their probabilities. */
function draw(probabilities: readonly number[], count: number, seed: number): Int32Array {
  const random = createRandom(seed);
  return Int32Array.from({ length: count }, () => {
    let rest = random.next();
    const mode = probabilities.findIndex((probability) => {
      rest -= probability;
      return rest < 0;
    });
    return mode < 0 ? probabilities.length - 1 : mode;
  });
}

describe('klOverModes', () => {
  // Printed by tests/metrics/references/kl_over_modes.py: scipy's entropy, and the jackknife by its definition.
  it.each<[number[], number[], number, number]>([
    [[5, 0, 3, 2], [0.25, 0.25, 0.25, 0.25], 0.3566413470553171, 0.14665263748995402],
    [[10, 20, 30, 40, 0, 1], [0.1, 0.2, 0.3, 0.3, 0.05, 0.05], 0.08804813435116027, 0.03053629567476358],
    [[1, 1, 1], [0.5, 0.25, 0.25], 0.056633012265132454, 0.23104906018664842],
  ])('of counts %j by %j', (counts, reference, value, error) => {
    const estimate = klOverModes(labelsOf(counts), reference);
    expect(estimate.value).toBeCloseTo(value, 12);
    expect(estimate.standardError).toBeCloseTo(error, 12);
    expect(estimate.details.samplesPerMode).toEqual(counts);
    expect(estimate.details.modes).toBe(counts.filter((count) => count > 0).length);
  });

  it('is log(K/m) of an even spread over m of K modes, and takes a number for a uniform reference', () => {
    const { value, details, standardError } = klOverModes(labelsOf([7, 7, 0, 7, 0, 0]), 6);
    expect(value).toBeCloseTo(Math.log(2), 14);
    expect(details.modes).toBe(3);
    expect(standardError).toBeCloseTo(0, 7);
    expect(klOverModes(labelsOf([4, 4]), 2).value).toBe(0);
  });

  it('has the error and the bias of samples drawn anew, and intervals that hold their mean', () => {
    const probabilities = [0.4, 0.3, 0.15, 0.1, 0.05];
    const truth = probabilities.reduce((sum, p) => sum + p * Math.log(5 * p), 0);
    const runs = 400;
    const found = Array.from({ length: runs }, (_, run) => klOverModes(draw(probabilities, 200, run), 5));
    const mean = found.reduce((sum, { value }) => sum + value, 0) / runs;
    const spread = Math.sqrt(found.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs - 1));
    const told = Math.sqrt(found.reduce((sum, each) => sum + each.standardError ** 2, 0) / runs);
    // A spread of 400 draws is known to 3.5 %: 4 of these standard errors.
    expect(Math.abs(told / spread - 1)).toBeLessThan(0.14);
    const bias = found.reduce((sum, { details }) => sum + details.bias, 0) / runs;
    expect(Math.abs(mean - truth - bias)).toBeLessThan((4 * spread) / Math.sqrt(runs));
    const held = found.filter(({ interval: [low, high] }) => low <= mean && mean <= high).length;
    // Of 400 that hold with probability 0.95, fewer than 363 do with probability 0.0003.
    expect(held).toBeGreaterThanOrEqual(363);
  });

  it('warns where the bias is a large part of the value: the protocol’s 26,000 samples of 1,000 even modes', () => {
    const even = new Array<number>(1000).fill(1 / 1000);
    const { value, details, warnings } = klOverModes(draw(even, 26_000, 1), 1000);
    // Of even modes 2n·KL is about χ² with 999 degrees of freedom, of mean 999 and standard deviation 44.7.
    expect(Math.abs(2 * 26_000 * value - 999)).toBeLessThan(4 * 44.7);
    expect(details.modes).toBe(1000);
    expect(warnings).toEqual([expect.stringMatching(/^26000 samples in 1000 modes: .* by about 0\.019\./)]);
    expect(klOverModes(labelsOf([400, 100]), 2).warnings).toEqual([]);
  });

  it.each<[string, unknown, unknown, RegExp]>([
    ['no labels', undefined, 3, /^labels: got undefined; expected an array of whole numbers/],
    ['one label', [0], 3, /^labels: has 1; expected at least 2/],
    ['a label beyond the modes', [0, 3], 3, /^labels: entry 1 is 3; expected a whole number from 0 to 2/],
    ['half a label', [0, 0.5], 3, /^labels: entry 1 is 0.5/],
    ['a hole', new Array(3), 3, /^labels: entry 0 is undefined/],
    ['no modes', [0, 0], 0, /^reference: got 0; expected a whole number of modes/],
    ['a reference that is none', [0, 0], 'even', /^reference: got the string 'even'/],
    ['counts for probabilities', [0, 1], [3, 4], /^reference: entry 0 is 3/],
    ['probabilities that are no distribution', [0, 1], [0.5, 0.4], /^reference: its entries sum to 0.9/],
    ['a mode that can’t be', [0, 1], [1, 0], /^reference: has 0 for mode 1, in which sample 1 lies/],
  ])('refuses %s', (_, labels, reference, message) => {
    expect(() => klOverModes(labels as never, reference as never)).toThrow(message);
  });
});
