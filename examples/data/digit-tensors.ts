import { type Tensor2D, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { type Digits, digitSize } from './digits';

/** Number of different digits. */
export const classes = 10;

/** Pictures from −1 (paper) to 1 (ink), and beside them their labels: so both networks know which digit is meant. */
export function digitTensors({ images, labels }: Digits): { real: Tensor4D; condition: Tensor2D } {
  const values = Float32Array.from(images.flatMap((image) => image.map((ink) => 2 * ink - 1)));
  return { real: tensor4d(values, [images.length, digitSize, digitSize, 1]), condition: labelTensor(labels) };
}

/** Labels as the networks take them. */
export function labelTensor(labels: readonly number[]): Tensor2D {
  return tensor2d([...labels], [labels.length, 1], 'int32');
}
