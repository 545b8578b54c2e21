import { type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import type { Random } from 'gan-core/distributions';
import type { NamedSampler } from 'gan-core/trainer';
import { drawShape, shapeSize } from './shapes';

type Color = readonly [red: number, green: number, blue: number];

/** The colors of the shapes of the two domains, from −1 to 1. */
export const colors = { a: [0.9, 0.4, -0.8], b: [-0.8, 0.2, 0.9] } as const satisfies Record<string, Color>;

/** Unpaired pictures of two domains, `[16, 16, 3]` from −1 to 1: shapes in orange, and other ones in blue, both on black. */
export const twoColors: NamedSampler = {
  sample: (count, random) => ({
    a: pictures(count, colors.a, random),
    b: pictures(count, colors.b, random),
  }),
};

function pictures(count: number, color: Color, random: Random): Tensor {
  const black = [-1, -1, -1];
  const pixels: number[] = [];
  for (let index = 0; index < count; index++) {
    const depthAt = drawShape(random);
    for (let y = 0; y < shapeSize; y++)
      for (let x = 0; x < shapeSize; x++) pixels.push(...(depthAt(x, y) > 0 ? color : black));
  }
  return tensor4d(pixels, [count, shapeSize, shapeSize, 3]);
}
