import * as tf from '@tensorflow/tfjs-core';
import type { Contestant } from '../interleave';

/** One run of a kernel. */
export interface KernelRun {
  readonly title: string;
  /** How many floating-point operations it is, where it is them that take the time, not the memory. */
  readonly operations?: number;
  readonly kernel: string;
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs: object;
}

/** Runs of the kernel itself, without the engine around it. */
export function kernelContestant(
  name: string,
  { inputs, attrs }: KernelRun,
  kernel: tf.KernelFunc,
): Contestant {
  const backend = tf.backend();
  return {
    name,
    async run(steps) {
      for (let step = 0; step < steps; step++) {
        const result = kernel({ inputs, backend, attrs: attrs as tf.NamedAttrMap }) as tf.TensorInfo;
        backend.disposeData(result.dataId);
      }
    },
  };
}
