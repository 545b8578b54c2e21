import { createHash } from 'node:crypto';
import { type CheckpointContents, encodeCheckpoint, type StoredTensor } from 'gan-core/checkpoints';

/** A checkpoint with all dtypes, an empty tensor, a scalar, and numbers that are easily lost: −0, a subnormal one, the largest. */
export const smallTensors: Readonly<Record<string, StoredTensor>> = {
  'generator/dense_1/kernel': {
    dtype: 'float32',
    shape: [2, 3],
    values: new Float32Array([0.1, -0, 1e-45, -3.4028234663852886e38, 1, 2 ** -126]),
  },
  mask: { dtype: 'bool', shape: [5], values: new Uint8Array([1, 0, 0, 1, 1]) },
  updates: { dtype: 'int32', shape: [], values: new Int32Array([-(2 ** 31)]) },
  'größe €😀': { dtype: 'uint8', shape: [1, 3], values: new Uint8Array([0, 128, 255]) },
  nothing: { dtype: 'float32', shape: [0, 7], values: new Float32Array(0) },
};
export const smallContents: CheckpointContents = {
  step: 500,
  score: 0.1 + 0.2,
  tensors: smallTensors,
  state: { streams: [{ seed: 42, drawn: 7 }], minusZero: -0, text: 'a"\\\n\u0007é😀', none: null, yes: true },
};

/** The file of a checkpoint, in one piece. */
export async function fileOf(contents: CheckpointContents): Promise<Uint8Array> {
  const { chunks } = await encodeCheckpoint(contents);
  return new Uint8Array(Buffer.concat(chunks));
}

/** The same, at a step, with a score and a number that tells it from others. */
export function checkpointAt(step: number, score?: number) {
  const weights: StoredTensor = { dtype: 'float32', shape: [64], values: new Float32Array(64).fill(step) };
  const scored = score === undefined ? { step } : { step, score };
  return encodeCheckpoint({ ...scored, tensors: { weights }, state: { step } });
}

/** A safetensors file of any header and data. */
export function fileWith(
  header: string | Uint8Array,
  data: Uint8Array = new Uint8Array(0),
  length?: bigint,
): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const file = Buffer.alloc(8 + text.length + data.length);
  file.writeBigUInt64LE(length ?? BigInt(text.length));
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return new Uint8Array(file);
}

/** Place of the 64 digits of the hash in every checkpoint: behind 8 bytes and `{"__metadata__":{"sha256":"`. */
export const DIGITS_AT = 35;

/** Puts the right SHA-256 into a file, as one would who knows the format: with Node's hash, not with ours. */
export function sign(file: Uint8Array): Uint8Array {
  const signed = new Uint8Array(file);
  if (signed.length < DIGITS_AT + 64) return signed;
  signed.fill(0x30, DIGITS_AT, DIGITS_AT + 64);
  signed.set(new TextEncoder().encode(createHash('sha256').update(signed).digest('hex')), DIGITS_AT);
  return signed;
}

/** A checkpoint's file with the right hash, of metadata and entries as they are written. */
export function signedWith(
  entries: string,
  data: Uint8Array,
  metadata = `,"format":"gan-core/1","step":"5","bytes":"${data.length}"`,
): Uint8Array {
  const beginning = `{"__metadata__":{"sha256":"${'0'.repeat(64)}"`;
  return sign(fileWith(`${beginning}${metadata}}${entries}}`, data));
}
