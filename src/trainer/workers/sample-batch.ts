import { type Tensor, tensor } from '@tensorflow/tfjs-core';

/** Real samples, as plain numbers. */
export interface SampleBatch {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** The tensor's values, to be sent; disposes of it. */
export async function batchOf(samples: Tensor): Promise<SampleBatch> {
  const values = (await samples.data()) as Float32Array;
  samples.dispose();
  return { values, shape: samples.shape };
}

/** The samples that were sent, as a new tensor. */
export function toTensor({ values, shape }: SampleBatch): Tensor {
  return tensor(values, [...shape], 'float32');
}
