import { drawMixture } from '../draws';

export const three = {
  weights: [0.5, 0.3, 0.2],
  means: [
    [-3, 0],
    [3, 1],
    [0, 5],
  ],
  deviations: [0.8, 0.5, 1],
} as const;
export const drawThree = (count: number, seed: number) =>
  drawMixture(count, three.weights, three.means, three.deviations, seed);
