import { checkNumber, checkWholeNumber, positive, refuseUnknownKeys } from '../errors';
import { checkModes, type EqualGaussians, equalGaussians } from './equal-gaussians';

/** The settings of a ring of Gaussians. */
export interface GaussianRingOptions {
  /** Number of Gaussians. Default 8. */
  readonly modes?: number;
  /** The radius of the ring. Default 1. */
  readonly radius?: number;
  /** The standard deviation σ of each, along each axis. Default 0.02. */
  readonly standardDeviation?: number;
}

/**
 * Gaussians on a ring: `modes` equally likely isotropic Gaussians, evenly spaced on a circle about the origin, from the
 * positive x axis on, anticlockwise. The toy on which mode collapse shows.
 *
 * Source: Metz et al. 2017, "Unrolled Generative Adversarial Networks", and many since.
 *
 * @param options - `modes`, `radius`, `standardDeviation`
 * @returns a sampler of shape `[2]`, good as the Trainer's data
 * @throws ArgumentError for fewer than one mode or more than a million, a radius or a standard deviation that isn't positive
 *   and finite
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { createRandom, gaussianRing } from 'gan-core/distributions';
 * const ring = gaussianRing({ modes: 8, radius: 2 });
 * console.log(ring.centers.length, ring.centers[0]); // → 8 [ 2, 0 ]
 * console.log(ring.sample(100, createRandom(1)).shape); // → [ 100, 2 ]
 * ```
 */
export function gaussianRing(options: GaussianRingOptions = {}): EqualGaussians {
  refuseUnknownKeys(options, ['modes', 'radius', 'standardDeviation']);
  const { modes = 8, radius = 1, standardDeviation = 0.02 } = options;
  checkWholeNumber('modes', modes, 1);
  checkModes('modes', modes);
  checkNumber('radius', radius, positive);
  checkNumber('standardDeviation', standardDeviation, positive);
  const centers = Array.from({ length: modes }, (_, mode) => {
    const angle = (2 * Math.PI * mode) / modes;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
  return equalGaussians(centers, standardDeviation);
}
