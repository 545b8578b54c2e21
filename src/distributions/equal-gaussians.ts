import { tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkSize } from '../errors';
import { checkDraw } from './sample-values';
import type { Sampler } from './sampler';

/** Equally likely isotropic Gaussians in the plane, with their centers. */
export interface EqualGaussians extends Sampler {
  /** The centers of the modes, `[x, y]` each. */
  readonly centers: readonly (readonly [number, number])[];
  /** The standard deviation of each mode, along each axis. */
  readonly standardDeviation: number;
}

/** Refuses more modes than their centers have room for. */
export function checkModes(argument: string, modes: number): void {
  checkSize(argument, modes, 'modes', { most: 1_000_000 });
}

/** The mixture with these centers. */
export function equalGaussians(
  centers: readonly (readonly [number, number])[],
  standardDeviation: number,
): EqualGaussians {
  return {
    shape: [2],
    centers,
    standardDeviation,
    sample(count, random) {
      checkDraw(count, [2], random, ['integer', 'normal']);
      const values = new Float32Array(2 * count);
      for (let index = 0; index < count; index++) {
        const center = centers[random.integer(centers.length)];
        if (!center)
          throw new ArgumentError(
            'random',
            `its integer(${centers.length}) gave no whole number below that.`,
          );
        const [x, y] = center;
        values[2 * index] = x + standardDeviation * random.normal();
        values[2 * index + 1] = y + standardDeviation * random.normal();
      }
      return tensor(values, [count, 2]);
    },
  };
}
