import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { extent } from '../settings/extent';

/** Points of a grid on the square, row by row from the lower left. */
export function gridPlaces(perSide: number): Tensor2D {
  const at = (index: number) => -extent + ((2 * extent) / (perSide - 1)) * index;
  return tensor2d(
    Array.from({ length: perSide ** 2 }, (_, index) => [
      at(index % perSide),
      at(Math.floor(index / perSide)),
    ]),
  );
}
