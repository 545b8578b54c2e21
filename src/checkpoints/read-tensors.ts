import { CheckpointError } from '../errors';
import { inBlocks, type Pauses } from '../scheduling';
import { quote } from './json-scanner';
import type { SafetensorsHeader } from './safetensors-header';
import { dtypes, refuseBigEndian, type StoredTensor } from './stored-tensor';

/**
 * Gives the tensors of a file, by name, without a prototype: as views of its bytes where they lie so that this can be.
 *
 * @param file - the whole file
 * @param header - its header
 */
export function readTensors(
  file: Uint8Array<ArrayBuffer>,
  { entries }: SafetensorsHeader,
): Record<string, StoredTensor> {
  refuseBigEndian();
  const tensors: Record<string, StoredTensor> = Object.create(null);
  for (const { name, dtype, shape, from, to } of entries) {
    const { array } = dtypes[dtype];
    const start = file.byteOffset + from;
    const values =
      start % array.BYTES_PER_ELEMENT === 0
        ? new array(file.buffer, start, (to - from) / array.BYTES_PER_ELEMENT)
        : new array(file.buffer.slice(start, file.byteOffset + to));
    tensors[name] = { dtype, shape, values };
  }
  return tensors;
}

/**
 * Refuses float32 numbers that aren't finite, and truth values that are neither 0 nor 1.
 *
 * @param tensors - the tensors, which nobody may change meanwhile
 * @param pauses - looked at between blocks, so that the thread isn't held
 * @throws CheckpointError naming the tensor
 */
export async function checkValues(
  tensors: Readonly<Record<string, StoredTensor>>,
  pauses: Pauses,
): Promise<void> {
  for (const [name, { dtype, values }] of Object.entries(tensors)) {
    if (dtype !== 'float32' && dtype !== 'bool') continue;
    const fits = dtype === 'bool' ? areTruthValues : areFinite;
    await inBlocks(values.length, 1, pauses, (from, to) => {
      const block = values.subarray(from, to);
      if (fits(block)) return;
      const index = block.findIndex((_, each) => !fits(block.subarray(each, each + 1)));
      const expected = dtype === 'bool' ? 'only 0 and 1 are truth values' : 'only finite numbers are stored';
      throw new CheckpointError(
        `Tensor ${quote(name)} holds ${block[index]} at place ${from + index}; ${expected}.`,
      );
    });
  }
}

function areFinite(values: ArrayLike<number>): boolean {
  let zero = 0;
  for (let index = 0; index < values.length; index++) zero += values[index]! * 0; // NaN of NaN and the infinite
  return zero === 0;
}

function areTruthValues(values: ArrayLike<number>): boolean {
  let all = 0;
  for (let index = 0; index < values.length; index++) all |= values[index]!;
  return all <= 1;
}
