import { cast, mul, stack, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** Reads whether all values of all tensors, of which there is at least one, are finite. */
export async function areFinite(tensors: readonly Tensor[]): Promise<boolean> {
  // 0 times NaN or Infinity is NaN, and nothing finite overflows on the way.
  const total = tidy(() => sum(stack(tensors.map((tensor) => sum(mul(cast(tensor, 'float32'), 0))))));
  const [value] = await total.data();
  total.dispose();
  return value === 0;
}
