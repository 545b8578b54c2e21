import { add, type GradConfig, reverse, type Tensor } from '@tensorflow/tfjs-core';
import { alongAxis, padMiddle, sliceMiddle } from './along-axis';

/** tf.mirrorPad repeats places at the border: they get what reaches their images too. tfjs leaves that out. */
export const mirroredBorderGradients: readonly GradConfig[] = [
  {
    kernelName: 'MirrorPad',
    inputsToSave: [],
    gradFunc: (dy, _, attributes) => ({
      x: () => {
        const { paddings, mode } = attributes as never as {
          paddings: [number, number][];
          mode: 'reflect' | 'symmetric';
        };
        const edge = mode === 'reflect' ? 1 : 0; // how many places of the edge aren't repeated
        return paddings.reduce(
          (gradient, [before, after], axis) =>
            before === 0 && after === 0
              ? gradient
              : alongAxis(gradient, axis, (padded) => foldBack(padded, before, after, edge)),
          dy as Tensor,
        );
      },
    }),
  },
];

/** The middle axis of three without its padding, which is turned round and added. */
function foldBack(padded: Tensor, before: number, after: number, edge: number): Tensor {
  const size = padded.shape[1]! - before - after;
  const turned = (begin: number, length: number) => reverse(sliceMiddle(padded, begin, length), 1);
  let folded = sliceMiddle(padded, before, size);
  if (before > 0) folded = add(folded, padMiddle(turned(0, before), edge, size - edge - before));
  if (after > 0) folded = add(folded, padMiddle(turned(before + size, after), size - edge - after, edge));
  return folded;
}
