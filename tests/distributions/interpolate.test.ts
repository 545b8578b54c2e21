import * as tf from '@tensorflow/tfjs-core';
import { createRandom, interpolate } from 'gan-core/distributions';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';

/** Slerp in float64, with the arc cosine: for vectors that are far from parallel. */
function slerp(a: readonly number[], b: readonly number[], t: number): number[] {
  const length = (x: readonly number[]) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  const cosine = a.reduce((sum, value, index) => sum + value * b[index]!, 0) / (length(a) * length(b));
  const angle = Math.acos(cosine);
  return a.map(
    (value, index) => (Math.sin((1 - t) * angle) * value + Math.sin(t * angle) * b[index]!) / Math.sin(angle),
  );
}

const random = createRandom(3);
const draw = () => Array.from({ length: 12 }, () => random.normal());
const [first, second] = [draw(), draw()];

describeOnBackends('interpolate', () => {
  const between = async (a: number[], b: number[], method?: 'linear' | 'spherical', steps = 5) => {
    const [x, y] = [tf.tensor(a, [3, a.length / 3]), tf.tensor(b, [3, b.length / 3])];
    const latents = interpolate(x, y, steps, method ? { method } : {});
    expect(latents.shape).toEqual([steps, 3, a.length / 3]);
    const rows = (await tf.tidy(() => tf.reshape(latents, [steps, -1])).array()) as number[][];
    return rows;
  };

  it('goes along the great circle, as float64 does, or along the line', async () => {
    const before = tf.memory().numTensors;
    for (const [step, row] of (await between(first, second)).entries())
      row.forEach((value, index) => {
        expect(value).toBeCloseTo(slerp(first, second, step / 4)[index]!, 5);
      });
    for (const [step, row] of (await between(first, second, 'linear')).entries())
      row.forEach((value, index) => {
        expect(value).toBeCloseTo(first[index]! * (1 - step / 4) + (second[index]! * step) / 4, 6);
      });
    // What the test itself makes: two latents, the result and its reshaped copy, twice.
    expect(tf.memory().numTensors - before).toBe(8);
  });

  it('begins at a and ends at b', async () => {
    for (const method of ['linear', 'spherical'] as const) {
      const rows = await between(first, second, method, 2);
      expect(rows).toEqual([
        first.map((value) => expect.closeTo(value, 6)),
        second.map((value) => expect.closeTo(value, 6)),
      ]);
    }
  });

  it.each([
    ['the same', 1],
    ['nearly the same', 1 + 1e-6],
    ['opposite', -1],
    ['zeros', 0],
  ])('is finite, where the latents are %s', async (_, factor) => {
    const rows = await between(
      first,
      first.map((value) => value * factor),
    );
    const middle = first.map((value) => expect.closeTo((value * (1 + factor)) / 2, 4));
    if (factor === 0) expect(rows[2]!.every(Number.isFinite)).toBe(true);
    else expect(rows[2]).toEqual(middle);
  });

  it('keeps the length of latents of one length', async () => {
    const unit = (x: readonly number[]) => x.map((value) => value / Math.hypot(...x));
    for (const row of await between(unit(first), unit(second), 'spherical', 9))
      expect(Math.hypot(...row)).toBeCloseTo(1, 5);
  });

  it('refuses bad input by name', () => {
    const a = tf.zeros([2]);
    expect(() => interpolate([1] as never, a, 2)).toThrow(/^a: got an array of 1; expected one latent/);
    expect(() => interpolate(a, tf.zeros([3]), 2)).toThrow(/^b: has shape \[3\]; expected \[2\]/);
    expect(() => interpolate(a, a, 1)).toThrow(/^steps: got 1; expected a whole number, at least 2/);
    expect(() => interpolate(a, a, 2, { method: 'cubic' as never })).toThrow(
      /^method: got the string 'cubic'; expected 'linear' or 'spherical'/,
    );
  });
});
