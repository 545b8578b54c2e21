import {
  cast,
  concat,
  cumsum,
  type GradConfig,
  greater,
  greaterEqual,
  less,
  lessEqual,
  matMul,
  mul,
  type NamedAttrMap,
  reshape,
  stack,
  sub,
  sum,
  type Tensor,
  util,
  zeros,
} from '@tensorflow/tfjs-core';
import { summedTo } from './summed-to';

/** Gradients that tfjs gets wrong, or that throw, to first order already. */
export const correctedGradients: readonly GradConfig[] = [
  // tfjs forgets to sum over broadcast axes.
  chosenOperand('Maximum', greaterEqual, less),
  chosenOperand('Minimum', lessEqual, greater),
  {
    kernelName: 'SquaredDifference',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => summedTo(a!, mul(dy as Tensor, mul(2, sub(a!, b!)))),
      b: () => summedTo(b!, mul(dy as Tensor, mul(2, sub(b!, a!)))),
    }),
  },
  {
    // Here too, over broadcast batches.
    kernelName: 'BatchMatMul',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b], attributes) => {
      const { transposeA, transposeB } = attributes as NamedAttrMap & {
        transposeA: boolean;
        transposeB: boolean;
      };
      const gradient = dy as Tensor;
      return {
        a: () =>
          summedTo(
            a!,
            transposeA ? matMul(b!, gradient, transposeB, true) : matMul(gradient, b!, false, !transposeB),
          ),
        b: () =>
          summedTo(
            b!,
            transposeB ? matMul(gradient, a!, true, transposeA) : matMul(a!, gradient, !transposeA, false),
          ),
      };
    },
  },
  {
    // tfjs transposes the result where the axis isn't the last.
    kernelName: 'Cumsum',
    inputsToSave: [],
    gradFunc: (dy, _, attributes) => {
      const { axis, exclusive, reverse } = attributes as never as {
        axis: number;
        exclusive: boolean;
        reverse: boolean;
      };
      return { x: () => cumsum(dy as Tensor, axis, exclusive, !reverse) };
    },
  },
  {
    // The gradients of several results come as a list, that of a single one does not: tfjs fails then.
    kernelName: 'Unpack',
    gradFunc: (dy, _, attributes) => ({ value: () => stack([dy].flat(), attributes.axis as number) }),
  },
  {
    kernelName: 'SplitV',
    gradFunc: (dy, _, attributes) => ({ x: () => concat([dy].flat(), attributes.axis as number) }),
  },
  {
    // tfjs ends at four dimensions.
    kernelName: 'Tile',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({
      x: () => {
        const summed = (tiled: Tensor, times: number, axis: number) => {
          if (times === 1) return tiled;
          const [outer, inner] = [tiled.shape.slice(0, axis), x!.shape.slice(axis)];
          const rows = reshape(tiled, [util.sizeFromShape(outer), times, util.sizeFromShape(inner)]);
          return reshape(sum(rows, 1), [...outer, ...inner]);
        };
        // From the last axis on: those behind it then have x's sizes.
        return (attributes.reps as number[]).reduceRight(summed, dy as Tensor);
      },
    }),
  },
  {
    // Whole numbers and truth values don't move with x; tfjs passes the gradient through.
    kernelName: 'Cast',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({
      x: () => (attributes.dtype === 'float32' ? cast(dy as Tensor, 'float32') : zeros(x!.shape)),
    }),
  },
];

/** The larger or the smaller of two: the gradient goes to the one that was chosen, to a where they are equal. */
function chosenOperand(kernelName: string, chooseA: typeof less, chooseB: typeof less): GradConfig {
  return {
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => summedTo(a!, mul(dy as Tensor, cast(chooseA(a!, b!), 'float32'))),
      b: () => summedTo(b!, mul(dy as Tensor, cast(chooseB(a!, b!), 'float32'))),
    }),
  };
}
