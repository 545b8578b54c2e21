import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packedWeights } from '../../../examples/classifier/packed-weights';
import { unpackDigitWeights } from '../../../src/metrics/digits/digit-network';
import { createRandom } from '../../../src/random';

const shapes = [[5, 5, 1, 16], [3, 3, 16, 32], [3, 3, 32, 32], [3, 3, 32, 64], [64, 10]]; // biome-ignore format: one line

/** Kernels and biases for all layers of the classifier of digits; some outputs have none. */
function drawn(seed: number) {
  const random = createRandom(seed);
  return shapes.flatMap((shape) => {
    const outputs = shape.at(-1)!;
    const size = shape.reduce((product, axis) => product * axis, 1);
    const kernel = Float32Array.from({ length: size }, (_, at) => (at % outputs === 3 ? 0 : random.normal()));
    const biases = Float32Array.from({ length: outputs }, () => random.normal());
    return [
      { shape, values: kernel },
      { shape: [outputs], values: biases },
    ];
  });
}

it('is read by the classifier as it was written, each weight within half a step of 8 bits', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const weights = drawn(seed);
      const { text, values } = packedWeights(weights);
      const read = unpackDigitWeights(text).flatMap(({ kernel, biases }) => [kernel, biases]);
      expect(read).toEqual(values);
      for (const [index, { shape, values: exact }] of weights.entries()) {
        if (shape.length === 1) {
          expect(values[index]).toEqual(exact);
          continue;
        }
        const outputs = shape.at(-1)!;
        for (let output = 0; output < outputs; output++) {
          const column = exact.filter((_, at) => at % outputs === output);
          const half = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 254;
          const rounded = values[index]!.filter((_, at) => at % outputs === output);
          expect(column.every((value, at) => Math.abs(value - rounded[at]!) <= half * 1.0001)).toBe(true);
        }
      }
    }),
    { numRuns: 5 },
  );
});
