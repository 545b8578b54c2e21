import { tensor2d } from '@tensorflow/tfjs-core';
import { type EqualGaussians, gaussianGrid, gaussianRing } from 'gan-core/distributions';
import type { PlaneSettings } from '../settings/plane-settings';
import { planeCenters } from './plane-centers';

type Point = readonly [number, number];

/** The data: equally likely Gaussians, within the square from −1.5 to 1.5 but for their tails. */
export function planeData({
  data,
  spread,
  points,
}: Pick<PlaneSettings, 'data' | 'spread' | 'points'>): EqualGaussians {
  if (data === 'ring') return gaussianRing({ modes: 8, standardDeviation: spread });
  if (data === 'grid') return gaussianGrid({ side: 5, spacing: 0.5, standardDeviation: spread });
  return gaussiansAt(planeCenters(data, points), spread);
}

/** Equally likely Gaussians at any places. */
function gaussiansAt(centers: readonly Point[], standardDeviation: number): EqualGaussians {
  return {
    shape: [2],
    centers,
    standardDeviation,
    sample(count, random) {
      const values = new Float32Array(2 * count);
      for (let index = 0; index < count; index++) {
        const [x, y] = centers[random.integer(centers.length)]!;
        values[2 * index] = x + standardDeviation * random.normal();
        values[2 * index + 1] = y + standardDeviation * random.normal();
      }
      return tensor2d(values, [count, 2]);
    },
  };
}
