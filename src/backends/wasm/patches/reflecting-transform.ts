import { getKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

/**
 * tf.image.transform with mirrors at the borders: tfjs's on wasm reads the last row or column for those just before the first. It stays
 * for all else.
 */
export function reflectingTransform(): KernelConfig[] {
  const original = getKernel('Transform', 'wasm');
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = (call) =>
    (call.attrs?.fillMode === 'reflect' ? reflecting : original).kernelFunc(call);
  return [{ ...original, kernelFunc }];
}

const reflecting = loopKernel(
  'Transform',
  ({ image }, { outputShape }) => {
    const [batch, height, width, channels] = image!.shape as [number, number, number, number];
    return [batch, ...((outputShape as number[] | null) ?? [height, width]), channels];
  },
  (output, values, { image, transforms }, { outputShape, interpolation, fillValue }) => {
    const [batch, height, width, channels] = image!.shape as [number, number, number, number];
    const [rows, columns] = (outputShape as [number, number] | null) ?? [height, width];
    const [pixels, matrices] = [values('image'), values('transforms')];
    const place = (at: number, size: number) => {
      const inside = reflected(at, size);
      return interpolation === 'nearest' ? Math.round(inside) : inside;
    };
    let to = 0;
    for (let n = 0; n < batch; n++) {
      const first = transforms!.shape[0] === 1 ? 0 : n * 8;
      const line = (from: number, x: number, y: number) =>
        matrices[first + from]! * x + matrices[first + from + 1]! * y;
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const divisor = line(6, column, row) + 1;
          const x = place((line(0, column, row) + matrices[first + 2]!) / divisor, width);
          const y = place((line(3, column, row) + matrices[first + 5]!) / divisor, height);
          for (let c = 0; c < channels; c++, to++) {
            const pixel = (v: number, u: number) => pixels[((n * height + v) * width + u) * channels + c]!;
            const along = (v: number) => between(x, (u) => pixel(v, u));
            output[to] = divisor === 0 ? (fillValue as number) : between(y, along);
          }
        }
      }
    }
  },
);

/** abcd as … dcba|abcd|dcba … */
function reflected(at: number, size: number): number {
  const period = 2 * size;
  const within = ((at % period) + period) % period;
  return Math.min(Math.max(within < size ? within : period - 1 - within, 0), size - 1);
}

/** The value at a place: between those of the two whole places around it. */
function between(at: number, value: (place: number) => number): number {
  const before = Math.floor(at);
  const part = at - before;
  return part === 0 ? value(before) : (1 - part) * value(before) + part * value(before + 1);
}
