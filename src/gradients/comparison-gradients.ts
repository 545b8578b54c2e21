import { type GradConfig, type Tensor, zeros } from '@tensorflow/tfjs-core';

const comparisons = [
  'Greater',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'Equal',
  'NotEqual',
  'LogicalAnd',
  'LogicalOr',
  'LogicalXor',
  'FloorDiv', // tfjs has that of the quotient
];

/** Comparisons, logic and whole quotients have the gradient 0 almost everywhere; tfjs has none for most of them, and then throws. */
export const comparisonGradients: readonly GradConfig[] = [
  ...comparisons.map((kernelName) => ({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (_: Tensor | Tensor[], [a, b]: Tensor[]) => ({
      a: () => zeros(a!.shape),
      b: () => zeros(b!.shape),
    }),
  })),
  ...['LogicalNot', 'All', 'Any'].map((kernelName) => ({
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (_: Tensor | Tensor[], [x]: Tensor[]) => ({ x: () => zeros(x!.shape) }),
  })),
];
