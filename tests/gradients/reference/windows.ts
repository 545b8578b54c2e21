import { placesIn } from './nd-array';

export type Padding = 'valid' | 'same';

/** A cell of a window: which input it reads, and where it lies in the window. */
interface Cell {
  readonly input: number[];
  readonly tap: number[];
}

export interface Windows {
  readonly outputSize: readonly number[];
  /** The cells of an output's window that lie in the input. */
  cellsOf(output: readonly number[]): Cell[];
}

/** The windows of a convolution or a pooling, in any number of spatial dimensions, as TensorFlow places them. */
export function windowsOver(
  inputSize: readonly number[],
  windowSize: readonly number[],
  strides: readonly number[],
  padding: Padding,
): Windows {
  const outputSize = inputSize.map((size, axis) =>
    padding === 'same'
      ? Math.ceil(size / strides[axis]!)
      : Math.floor((size - windowSize[axis]!) / strides[axis]!) + 1,
  );
  const before = inputSize.map((size, axis) => {
    const reach = (outputSize[axis]! - 1) * strides[axis]! + windowSize[axis]!;
    return padding === 'same' ? Math.floor(Math.max(reach - size, 0) / 2) : 0;
  });
  const taps = placesIn(windowSize);
  return {
    outputSize,
    cellsOf: (output) =>
      taps
        .map((tap) => ({
          tap,
          input: tap.map((index, axis) => output[axis]! * strides[axis]! - before[axis]! + index),
        }))
        .filter(({ input }) => input.every((index, axis) => index >= 0 && index < inputSize[axis]!)),
  };
}
