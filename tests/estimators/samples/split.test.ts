import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSamples } from '../../../src/estimators/samples/split';
import { createRandom } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';

const pauses = createPauses();

describe('splitSamples', () => {
  it('keeps copies of one sample in one part, and says where too few differ', async () => {
    const random = createRandom(1);
    for (let draw = 0; draw < 200; draw++) {
      const firsts = Int32Array.from({ length: 60 }, (_, sample) => sample % 12);
      const values = Float64Array.from(firsts);
      const parts = await splitSamples(
        'p',
        { values, count: 60, dimension: 1 },
        0.25,
        random,
        firsts,
        pauses,
      );
      const kinds = [parts.train, parts.validation, parts.heldOut].map((part) => new Set(part.values));
      expect(kinds.reduce((sum, kind) => sum + kind.size, 0)).toBe(12);
      expect(parts.train.count + parts.validation.count + parts.heldOut.count).toBe(60);
    }
    const one = { values: new Float64Array(60), count: 60, dimension: 1 };
    await expect(splitSamples('p', one, 0.25, random, new Int32Array(60), pauses)).rejects.toThrow(
      /^p: has so many copies/,
    );
  });

  it('puts every sample in one part, at least two in each', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 10, max: 60 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.nat(1000),
        async (count, fraction, seed) => {
          const values = Float64Array.from({ length: count }, (_, index) => index);
          const { train, validation, heldOut } = await splitSamples(
            'p',
            { values, count, dimension: 1 },
            fraction,
            createRandom(seed),
            Int32Array.from(values),
            pauses,
          );
          const parts = [train, validation, heldOut];
          for (const part of parts) expect(part.count).toBeGreaterThanOrEqual(2);
          const all = parts.flatMap((part) => [...part.values]).sort((a, b) => a - b);
          expect(all).toEqual([...values]);
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });
});
