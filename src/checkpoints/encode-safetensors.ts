import { ArgumentError, CheckpointError, refuseUnless } from '../errors';
import { quote } from './json-scanner';
import { MAX_FILE_BYTES, MAX_HEADER_BYTES } from './safetensors-header';
import { checkStoredTensor, dtypes, faultOfName, refuseBigEndian, type StoredTensor } from './stored-tensor';

/** Tensor with its place in the file. */
interface Placed extends StoredTensor {
  readonly name: string;
  /** First byte, and the one behind the last, counted from the end of the header. */
  readonly offsets: readonly [number, number];
}

/**
 * Writes tensors as a safetensors file, which PyTorch, JAX, NumPy and others read. The numbers are copied, and not looked at: NaN
 * is written as it is. Source: the format as https://github.com/huggingface/safetensors describes it.
 *
 * @param tensors - the tensors by name; those of 4 bytes a number come first in the file, else the order stays
 * @param metadata - strings by name, for the file's `__metadata__`
 * @returns the file
 * @throws ArgumentError if a name, a shape, a dtype or an array doesn't fit
 * @throws CheckpointError if it would be larger than 2 GiB, or its header than 1 MiB
 *
 * @example
 * ```ts
 * import { encodeSafetensors } from 'gan-core/checkpoints';
 * const bias = { dtype: 'float32', shape: [2], values: new Float32Array([0.5, -1]) } as const;
 * const file = encodeSafetensors({ 'output.bias': bias }, { format: 'pt' });
 * console.log(file.length); // → 112
 * ```
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  refuseBigEndian();
  refuseUnless(typeof tensors === 'object' && tensors !== null, 'tensors', tensors, 'tensors by name');
  const placed = placeTensors(tensors);
  const header = new TextEncoder().encode(headerText(placed, checkMetadata(metadata)));
  const dataAt = Math.ceil((8 + header.length) / 8) * 8; // numbers of 4 bytes need a place that 4 divides
  if (dataAt - 8 > MAX_HEADER_BYTES)
    throw new CheckpointError(
      `The names and shapes of ${placed.length} tensors need ${dataAt - 8} bytes; a header has at most ${MAX_HEADER_BYTES}. Give fewer tensors, or shorter names.`,
    );
  const size = dataAt + (placed.at(-1)?.offsets[1] ?? 0);
  if (size > MAX_FILE_BYTES)
    throw new CheckpointError(`The file would have ${size} bytes; at most ${MAX_FILE_BYTES} can be written.`);
  const file = new Uint8Array(size);
  new DataView(file.buffer).setUint32(0, dataAt - 8, true); // the upper half of the length stays 0
  file.set(header, 8);
  file.fill(0x20, 8 + header.length, dataAt);
  for (const { values, offsets } of placed)
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), dataAt + offsets[0]);
  return file;
}

function placeTensors(tensors: Readonly<Record<string, StoredTensor>>): Placed[] {
  const named = Object.entries(tensors).map(([name, tensor]) => {
    const fault = faultOfName(name);
    if (fault !== undefined) throw new ArgumentError('tensors', `the name ${quote(name)} ${fault}.`);
    return { name, ...checkStoredTensor(`tensors.${name}`, tensor) };
  });
  named.sort((a, b) => b.values.BYTES_PER_ELEMENT - a.values.BYTES_PER_ELEMENT); // a stable sort
  let from = 0;
  return named.map((tensor) => {
    const offsets = [from, from + tensor.values.byteLength] as const;
    from = offsets[1];
    return { ...tensor, offsets };
  });
}

function checkMetadata(metadata: Readonly<Record<string, string>>): [string, string][] {
  refuseUnless(typeof metadata === 'object' && metadata !== null, 'metadata', metadata, 'strings by name');
  return Object.entries(metadata).map(([name, text]) => {
    refuseUnless(typeof text === 'string', `metadata.${name}`, text, 'a string');
    if (name === '__proto__' || /\p{Cs}/u.test(name + text))
      throw new ArgumentError(`metadata.${name}`, 'expected valid Unicode, and another name than __proto__.');
    return [name, text];
  });
}

function headerText(placed: readonly Placed[], metadata: readonly [string, string][]): string {
  const members = placed.map(({ name, dtype, shape, offsets }) => {
    const entry = { dtype: dtypes[dtype].code, shape, data_offsets: offsets };
    return `${JSON.stringify(name)}:${JSON.stringify(entry)}`;
  });
  const strings = metadata.map(([name, text]) => `${JSON.stringify(name)}:${JSON.stringify(text)}`);
  if (strings.length > 0) members.unshift(`"__metadata__":{${strings.join()}}`);
  return `{${members.join()}}`;
}
