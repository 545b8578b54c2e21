import { checkNumber, checkWholeNumber, positive, refuseUnknownKeys } from '../errors';
import { checkModes, type EqualGaussians, equalGaussians } from './equal-gaussians';

/** The settings of a grid of Gaussians. */
export interface GaussianGridOptions {
  /** Number of Gaussians along each side. Default 5: 25 in all. */
  readonly side?: number;
  /** The distance between neighbors. Default 2. */
  readonly spacing?: number;
  /** The standard deviation σ of each, along each axis. Default 0.05. */
  readonly standardDeviation?: number;
}

/**
 * Gaussians on a square grid about the origin, equally likely, row by row from the lower left: by default at
 * {−4, −2, 0, 2, 4}² with σ = 0.05, the toy of VEEGAN and PacGAN.
 *
 * Source: Srivastava et al. 2017, "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning", §4.1; Lin et
 * al. 2018, "PacGAN: The power of two samples in generative adversarial networks", §4.
 *
 * @param options - `side`, `spacing`, `standardDeviation`
 * @returns a sampler of shape `[2]`, good as the Trainer's data
 * @throws ArgumentError for a side below 1 or above 1000, a spacing or a standard deviation that isn't positive and finite
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { createRandom, gaussianGrid } from 'gan-core/distributions';
 * const grid = gaussianGrid({ side: 3, spacing: 2 });
 * console.log(grid.centers.length, grid.centers[0]); // → 9 [ -2, -2 ]
 * console.log(grid.sample(100, createRandom(1)).shape); // → [ 100, 2 ]
 * ```
 */
export function gaussianGrid(options: GaussianGridOptions = {}): EqualGaussians {
  refuseUnknownKeys(options, ['side', 'spacing', 'standardDeviation']);
  const { side = 5, spacing = 2, standardDeviation = 0.05 } = options;
  checkWholeNumber('side', side, 1);
  checkModes('side', side * side);
  checkNumber('spacing', spacing, positive);
  checkNumber('standardDeviation', standardDeviation, positive);
  const place = (index: number) => spacing * (index - (side - 1) / 2);
  const centers = Array.from(
    { length: side * side },
    (_, mode) => [place(mode % side), place(Math.floor(mode / side))] as const,
  );
  return equalGaussians(centers, standardDeviation);
}
