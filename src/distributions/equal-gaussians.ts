import { tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeNumber } from '../errors';
import { checkCount } from './sample-values';
import type { Sampler } from './sampler';

/** Equally likely isotropic Gaussians in the plane, with their centres. */
export interface EqualGaussians extends Sampler {
  /** The centres of the modes, `[x, y]` each. */
  readonly centres: readonly (readonly [number, number])[];
  /** The standard deviation of each mode, along each axis. */
  readonly standardDeviation: number;
}

/** The mixture with these centres. */
export function equalGaussians(
  centres: readonly (readonly [number, number])[],
  standardDeviation: number,
): EqualGaussians {
  return {
    shape: [2],
    centres,
    standardDeviation,
    sample(count, random) {
      checkCount(count);
      const values = new Float32Array(2 * count);
      for (let index = 0; index < count; index++) {
        const [x, y] = centres[random.integer(centres.length)]!;
        values[2 * index] = x + standardDeviation * random.normal();
        values[2 * index + 1] = y + standardDeviation * random.normal();
      }
      return tensor(values, [count, 2]);
    },
  };
}

/** Refuses named values that aren't positive and finite. */
export function checkPositive(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new ArgumentError(name, `got ${describeNumber(value)}; expected a positive, finite number.`);
    }
  }
}
