import { tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import { checkCount } from './sample-values';
import type { Sampler } from './sampler';

/** Equal Gaussians in the plane, with their centres. */
export interface GaussianRing extends Sampler {
  /** The centres of the modes, `[x, y]` each, from the positive x axis on, anticlockwise. */
  readonly centres: readonly (readonly [number, number])[];
  /** The standard deviation of each mode, along each axis. */
  readonly standardDeviation: number;
}

/**
 * Gaussians on a ring: `modes` equally likely isotropic Gaussians, evenly spaced on a circle about the origin. The toy
 * on which mode collapse shows (Metz et al. 2017, "Unrolled GANs", and many since).
 *
 * @param options - `modes` (default 8), `radius` (default 1), `standardDeviation` of each mode (default 0.02)
 * @returns a sampler of shape `[2]`, good as the Trainer's data
 * @throws ArgumentError for fewer than one mode, a radius or a standard deviation that isn't positive and finite
 */
export function gaussianRing({
  modes = 8,
  radius = 1,
  standardDeviation = 0.02,
}: {
  readonly modes?: number;
  readonly radius?: number;
  readonly standardDeviation?: number;
} = {}): GaussianRing {
  if (!Number.isSafeInteger(modes) || modes < 1) {
    throw new ArgumentError('modes', `got ${modes}; expected a whole number, at least 1.`);
  }
  for (const [name, value] of Object.entries({ radius, standardDeviation })) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new ArgumentError(name, `got ${value}; expected a positive, finite number.`);
    }
  }
  const centres = Array.from({ length: modes }, (_, mode) => {
    const angle = (2 * Math.PI * mode) / modes;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
  return {
    shape: [2],
    centres,
    standardDeviation,
    sample(count, random) {
      checkCount(count);
      const values = new Float32Array(2 * count);
      for (let index = 0; index < count; index++) {
        const [x, y] = centres[random.integer(modes)]!;
        values[2 * index] = x + standardDeviation * random.normal();
        values[2 * index + 1] = y + standardDeviation * random.normal();
      }
      return tensor(values, [count, 2]);
    },
  };
}
