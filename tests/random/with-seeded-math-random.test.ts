import { createRandom } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';
import { withSeededMathRandom } from '../../src/random';

describe('withSeededMathRandom', () => {
  it('makes Math.random repeatable inside, and puts the real one back, after a throw too', () => {
    const real = Math.random;
    const draw = () => withSeededMathRandom(createRandom(5), () => [Math.random(), Math.random()]);
    expect(draw()).toEqual(draw());
    expect(() =>
      withSeededMathRandom(createRandom(5), () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(Math.random).toBe(real);
  });
});
