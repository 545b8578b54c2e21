import { image, type Tensor4D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Random } from 'gan-core/distributions';
import { digitSize } from '../data/digits';

/** How far digits are turned, stretched, slanted and moved at most: another hand would write them so. */
const most = { radians: 0.18, stretch: 0.12, slant: 0.2, pixels: 1.5 };

/** The digits, each turned, stretched, slanted and moved at random about its middle. The caller disposes of them. */
export function distorted(digits: Tensor4D, random: Random): Tensor4D {
  const upTo = (limit: number) => limit * (2 * random.next() - 1);
  const middle = (digitSize - 1) / 2;
  const rows = Array.from({ length: digits.shape[0] }, () => {
    const [turn, slant] = [upTo(most.radians), upTo(most.slant)];
    const [wide, high] = [Math.exp(upTo(most.stretch)), Math.exp(upTo(most.stretch))];
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    // From a pixel of the result to where its ink comes from.
    const [a, b, c, d] = [cos / wide, (slant * cos - sin) / high, sin / wide, (slant * sin + cos) / high];
    const x = middle - (a + b) * middle + upTo(most.pixels);
    const y = middle - (c + d) * middle + upTo(most.pixels);
    return [a, b, x, c, d, y, 0, 0];
  });
  return tidy(() => image.transform(digits, tensor2d(rows), 'bilinear', 'constant', -1));
}
