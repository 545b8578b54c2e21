import { eye, type GradConfig, mul, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';

/** tf.diag writes x to a diagonal: ∂x is that of ∂y. tfjs has none. */
export const diagonalGradients: readonly GradConfig[] = [
  {
    kernelName: 'Diag',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({
      x: () => {
        const square = reshape(dy as Tensor, [x!.size, x!.size]);
        return reshape(sum(mul(square, eye(x!.size)), 1), x!.shape);
      },
    }),
  },
];
