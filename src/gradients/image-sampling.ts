import {
  engine,
  type GradConfig,
  type NamedAttrMap,
  type NamedTensorMap,
  range,
  reverse,
  type Tensor,
  tile,
  zeros,
} from '@tensorflow/tfjs-core';
import { GradientError } from '../errors';
import { stopGradient } from '../tfjs';
import { imageOfPlaces, placesOf, toFourAround, toPlaces } from './sampled-places';
import { transformedPlaces } from './transformed-places';

/**
 * tfjs's operations on images read pixels, or means of four, at some places; these get what reaches the pixels. tfjs has no gradient
 * of any. Where they read, the kernel itself tells, from an image of places: its rounding can't be had otherwise.
 */
export const imageSamplingGradients: readonly GradConfig[] = [
  {
    kernelName: 'FlipLeftRight',
    inputsToSave: [],
    gradFunc: (dy) => ({ image: () => reverse(dy as Tensor, 2) }),
  },
  {
    kernelName: 'RotateWithOffset',
    inputsToSave: [],
    gradFunc: (gradient, _, attributes) => ({
      image: () => {
        const dy = gradient as Tensor;
        const [batch, height, width] = dy.shape as [number, number, number];
        const image = imageOfPlaces(height, width);
        const read = run('RotateWithOffset', { image }, { ...attributes, fillValue: -1 });
        return toPlaces(dy, placesOf(tile(read, [batch, 1, 1, 1])), range(0, batch), dy.shape);
      },
    }),
  },
  {
    kernelName: 'CropAndResize',
    inputsToSave: ['image', 'boxes', 'boxInd'],
    gradFunc: (gradient, [image, boxes, boxInd], attributes) => ({
      image: () => {
        const [, height, width] = image!.shape as [number, number, number];
        const inputs = {
          image: imageOfPlaces(height, width),
          boxes: stopGradient(boxes!),
          boxInd: zeros(boxInd!.shape, 'int32'),
        };
        const read = run('CropAndResize', inputs, { ...attributes, extrapolationValue: -2 });
        const add = attributes.method === 'bilinear' ? toFourAround : toPlaces;
        return add(gradient as Tensor, placesOf(read), stopGradient(boxInd!), image!.shape);
      },
      boxes: without('CropAndResize by its boxes'),
      boxInd: () => zeros(boxInd!.shape),
    }),
  },
  {
    kernelName: 'Transform',
    inputsToSave: ['image', 'transforms'],
    gradFunc: (gradient, [image, transforms], attributes) => ({
      image: () => {
        const dy = gradient as Tensor;
        const { shape } = image!;
        const [batch, height, width] = shape as [number, number, number];
        const matrices = stopGradient(transforms!);
        if (attributes.interpolation === 'bilinear') {
          const places = transformedPlaces(
            dy.shape,
            matrices,
            [height, width],
            attributes.fillMode as string,
          );
          return toFourAround(dy, places, range(0, batch), shape);
        }
        const places = tile(imageOfPlaces(height, width), [matrices.shape[0]!, 1, 1, 1]);
        const inputs = { image: places, transforms: matrices };
        const read = run('Transform', inputs, { ...attributes, fillValue: -1 });
        const repeats = [batch / matrices.shape[0]!, 1, 1, 1];
        return toPlaces(dy, placesOf(tile(read, repeats)), range(0, batch), shape);
      },
      transforms: without('Transform by its transforms'),
    }),
  },
];

function run(kernel: string, inputs: NamedTensorMap, attributes: NamedAttrMap): Tensor {
  return engine().runKernel(kernel, inputs, attributes);
}

function without(what: string): () => Tensor {
  return () => {
    throw new GradientError(what, 1);
  };
}
