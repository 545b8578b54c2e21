import { type GradConfig, reshape, type Tensor, transpose } from '@tensorflow/tfjs-core';

/** tf.depthToSpace, sub-pixel upsampling, lays channels out as pixels: ∂y is gathered into channels again. tfjs has none. */
export const depthToSpaceGradients: readonly GradConfig[] = [
  {
    kernelName: 'DepthToSpace',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({
      x: () => {
        const { blockSize: block, dataFormat } = attributes as never as {
          blockSize: number;
          dataFormat: 'NHWC' | 'NCHW';
        };
        const [batch, ...sizes] = x!.shape as [number, number, number, number];
        if (dataFormat === 'NHWC') {
          const [height, width, channels] = sizes;
          const blocks = reshape(dy as Tensor, [batch, height, block, width, block, channels / block ** 2]);
          return reshape(transpose(blocks, [0, 1, 3, 2, 4, 5]), x!.shape);
        }
        const [channels, height, width] = sizes;
        const blocks = reshape(dy as Tensor, [batch, channels / block ** 2, height, block, width, block]);
        return reshape(transpose(blocks, [0, 3, 5, 1, 2, 4]), x!.shape);
      },
    }),
  },
];
