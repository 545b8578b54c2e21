import { cast, concat, type DataType, reshape, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';

/** Most of the wall-clock time that is spent on reading weights back: 5 %. */
const MAX_READBACK_SHARE = 0.05;
/** Milliseconds after which the copy is made again, however long reading takes. */
const MAX_AGE_MS = 30_000;

interface Copy<Label> {
  readonly label: Label;
  readonly values: Float32Array;
  readonly parts: readonly { shape: number[]; size: number; dtype: DataType }[];
}

/** A copy of tensors in the CPU's memory, which a lost GPU doesn't take along. */
export class HostSnapshot<Label> {
  private copy: Copy<Label> | undefined;
  private nextReading = 0;

  /** Copies the tensors in place of the last copy, if {@link MAX_READBACK_SHARE} allows it; `label` tells what they are. */
  async update(tensors: readonly Tensor[], label: Label): Promise<void> {
    const began = performance.now();
    if (began < this.nextReading) return;
    // In one piece: tfjs's webgl takes what it reads off the GPU, so the weights would have to go up again.
    const joined = tidy(() => concat(tensors.map((each) => reshape(cast(each, 'float32'), [-1]))));
    const values = await joined.data<'float32'>();
    joined.dispose();
    this.copy = { label, values, parts: tensors.map(({ shape, size, dtype }) => ({ shape, size, dtype })) };
    const ended = performance.now();
    this.nextReading = ended + Math.min((1 / MAX_READBACK_SHARE - 1) * (ended - began), MAX_AGE_MS);
  }

  /** Reads the last copy, as new tensors for the caller to dispose of, with its label; undefined where there is none. */
  read(): { label: Label; tensors: Tensor[] } | undefined {
    if (!this.copy) return undefined;
    const { label, values, parts } = this.copy;
    let end = 0;
    const tensors = parts.map(({ shape, size, dtype }) => {
      end += size;
      return tensorOf(values.slice(end - size, end), shape, dtype);
    });
    return { label, tensors };
  }
}

/** A tensor with its values in the CPU's memory: made so without an operation, which a lost GPU couldn't do. */
function tensorOf(values: Float32Array, shape: number[], dtype: DataType): Tensor {
  return tensor(dtype === 'float32' ? values : Array.from(values), shape, dtype);
}
