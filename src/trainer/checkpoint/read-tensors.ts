import { cast, concat, reshape, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { watchDevice } from '../../backends';
import type { StoredTensor } from '../../checkpoints';

/** Most numbers that are joined for one read: 16 MiB of float32. */
const MOST_JOINED = 2 ** 22;

/** Copies the values of tensors into ordinary memory, without moving them off a GPU. */
export async function readTensors(
  tensors: ReadonlyMap<string, Tensor>,
): Promise<ReadonlyMap<string, StoredTensor>> {
  const read = new Map<string, StoredTensor>();
  const joined: [string, Tensor][] = [];
  const pending: Promise<void>[] = [];
  for (const [name, tensor] of tensors) {
    if (watchDevice() && tensor.dtype === 'float32') joined.push([name, tensor]);
    else pending.push(readOne(tensor).then((stored) => void read.set(name, stored)));
  }
  // tfjs's webgl takes what it reads off the GPU, so the weights themselves would have to go up again.
  for (const group of groupsOf(joined)) pending.push(readGroup(group, read));
  await Promise.all(pending);
  return read;
}

async function readOne(tensor: Tensor): Promise<StoredTensor> {
  const { shape, dtype } = tensor;
  const values = await tensor.data<'float32'>();
  // Not copied once more: what a backend holds for a tensor is never written in place.
  if (dtype === 'float32')
    return { dtype, shape, values: values instanceof Float32Array ? values : new Float32Array(values) };
  if (dtype === 'int32') return { dtype, shape, values: Int32Array.from(values) };
  return { dtype: 'bool', shape, values: Uint8Array.from(values) };
}

async function readGroup(
  group: readonly (readonly [string, Tensor])[],
  read: Map<string, StoredTensor>,
): Promise<void> {
  const joined = tidy(() => concat(group.map(([, tensor]) => reshape(cast(tensor, 'float32'), [-1]))));
  const values = await joined.data<'float32'>();
  joined.dispose();
  let end = 0;
  for (const [name, { shape, size }] of group) {
    end += size;
    read.set(name, { dtype: 'float32', shape, values: values.slice(end - size, end) });
  }
}

/** The tensors in groups of at most so many numbers; a larger one is alone. */
function groupsOf(tensors: readonly [string, Tensor][]): [string, Tensor][][] {
  const groups: [string, Tensor][][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const each of tensors) {
    if (size + each[1].size > MOST_JOINED) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)!.push(each);
    size += each[1].size;
  }
  return groups;
}
