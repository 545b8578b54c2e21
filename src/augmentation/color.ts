import { add, mean, mul, sub, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { perPicture } from './augment';

/** Adds a number to all of a picture: one shift a picture. */
export function brightened(pictures: Tensor4D, shifts: readonly number[]): Tensor {
  return tidy(() => add(pictures, perPicture(shifts)));
}

/** Scales the distance of each pixel's channels from their mean: 0 makes a picture gray, 1 leaves it; one factor a picture. */
export function saturated(pictures: Tensor4D, factors: readonly number[]): Tensor {
  return scaledAround(pictures, [3], factors);
}

/** Scales the distance of each value from the picture's mean: one factor a picture. */
export function contrasted(pictures: Tensor4D, factors: readonly number[]): Tensor {
  return scaledAround(pictures, [1, 2, 3], factors);
}

function scaledAround(pictures: Tensor4D, axes: number[], factors: readonly number[]): Tensor {
  return tidy(() => {
    const center = mean(pictures, axes, true);
    return add(center, mul(sub(pictures, center), perPicture(factors)));
  });
}
