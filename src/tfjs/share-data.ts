import { backend, engine, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Makes a tensor that shares the data of another, beside the tape: `clone` would be an operation, which is recorded.
 *
 * @param tensor - any; it stays its owner's
 * @returns a tensor of its own, to be disposed of
 */
export function shareData<T extends Tensor>({ dataId, shape, dtype }: T): T {
  backend().incRef(dataId);
  return engine().makeTensorFromTensorInfo({ dataId, shape, dtype }) as T;
}
