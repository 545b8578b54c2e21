import { reshape, type Tensor, transpose, util } from '@tensorflow/tfjs-core';
import { packSamples } from '../../losses';
import type { PenaltyInputs } from '../../penalties';

/**
 * A step as a penalty is to see it: packs are what D takes, so a gradient's norm is that over a pack, and an interpolate lies between
 * two packs.
 */
export function packsOf(inputs: PenaltyInputs, packing: number): PenaltyInputs {
  if (packing === 1) return inputs;
  return {
    discriminate: (packs) => inputs.discriminate(unpackSamples(packs, packing)),
    get real() {
      return packSamples(inputs.real, packing);
    },
    get fake() {
      return packSamples(inputs.fake, packing);
    },
    get realLogits() {
      return inputs.realLogits;
    },
    get fakeLogits() {
      return inputs.fakeLogits;
    },
    random: inputs.random,
  };
}

/** The samples of packs: what `packSamples` makes, undone. */
function unpackSamples(packs: Tensor, m: number): Tensor {
  const [count, ...shape] = packs.shape as [number, ...number[]];
  const channels = shape.pop()! / m;
  const places = reshape(packs, [count, util.sizeFromShape(shape), m, channels]);
  return reshape(transpose(places, [0, 2, 1, 3]), [count * m, ...shape, channels]);
}
