import {
  ArgumentError,
  CheckpointError,
  checkNumber,
  checkWholeNumber,
  finite,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import { createPauses } from '../scheduling';
import { encodeSafetensors } from './encode-safetensors';
import { type JsonValue, readJson, writeJson } from './json-value';
import { checkValues, readTensors } from './read-tensors';
import { decodeUtf8, readHeader } from './safetensors-header';
import { sha256 } from './sha256';
import type { EncodedCheckpoint } from './stored-checkpoint';
import type { StoredTensor } from './stored-tensor';
import { FORMAT, HASH_AT, HASH_DIGITS, readSummary, writeSummary } from './summary';

/** Everything that a run needs to go on: what a checkpoint holds. */
export interface CheckpointContents {
  /** Updates done. */
  readonly step: number;
  /** Quality by a measure of the user's; the smaller the better. */
  readonly score?: number;
  /** Tensors by name. */
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  /** Anything else, as plain JSON. */
  readonly state: JsonValue;
}

/** Name of the tensor that is the state. */
const STATE = 'gan-core/state.json';
/** Most bytes of the state's JSON. */
const MAX_STATE_BYTES = 2 ** 26;

/**
 * Makes a file of a checkpoint: safetensors, with everything that isn't a tensor as JSON in the tensor `gan-core/state.json`.
 * The tensors are copied before this function returns its promise, so they may change at once; what follows (a check that all
 * numbers are finite, and SHA-256 over the whole file) leaves the thread free.
 *
 * Source: the format as https://github.com/huggingface/safetensors describes it.
 *
 * @param contents - what it holds; at most 2 GiB in all, and 64 MiB of `state`
 * @returns the file in parts
 * @throws ArgumentError if something in it can't be stored
 * @throws CheckpointError if a number isn't finite, a truth value is neither 0 nor 1, there is too much of something, or the
 * platform has no WebCrypto
 *
 * @example
 * ```ts
 * import { decodeCheckpoint, encodeCheckpoint, memoryStore } from 'gan-core/checkpoints';
 * const weights = { dtype: 'float32', shape: [2], values: new Float32Array([0.5, -1]) } as const;
 * const store = memoryStore();
 * await store.write(await encodeCheckpoint({ step: 300, tensors: { weights }, state: { lr: 1e-4 } }));
 * const { step, tensors } = await decodeCheckpoint((await store.read('latest'))!);
 * console.log(step, tensors.weights?.values[1]); // → 300 -1
 * ```
 */
export async function encodeCheckpoint(contents: CheckpointContents): Promise<EncodedCheckpoint> {
  refuseUnknownKeys(contents, ['step', 'score', 'tensors', 'state'], 'contents');
  const { step, score, tensors, state } = contents;
  checkWholeNumber('contents.step', step, 0);
  if (score !== undefined) checkNumber('contents.score', score, finite);
  refuseUnless(
    typeof tensors === 'object' && tensors !== null,
    'contents.tensors',
    tensors,
    'tensors by name',
  );
  if (Object.hasOwn(tensors, STATE))
    throw new ArgumentError(
      'contents.tensors',
      `has '${STATE}', which is the state's; expected another name.`,
    );
  const json = new TextEncoder().encode(writeJson(state, 'contents.state'));
  if (json.length > MAX_STATE_BYTES)
    throw new CheckpointError(`The state has ${json.length} bytes; at most ${MAX_STATE_BYTES} are stored.`);
  const all = { ...tensors, [STATE]: { dtype: 'uint8', shape: [json.length], values: json } as const };
  const scored = score === undefined ? { step } : { step, score };
  const file = encodeSafetensors(all, writeSummary({ ...scored, bytes: sizeOf(all) }));
  // The reader has to take it: what can't be read back is no checkpoint.
  const pauses = createPauses();
  await pauses.take();
  await checkValues(readTensors(file, readHeader(file)), pauses);
  await pauses.take(); // the hash begins with a copy: a task of its own
  file.set(new TextEncoder().encode(await sha256(file)), HASH_AT);
  return { ...scored, chunks: [file] };
}

/**
 * Reads a checkpoint's file, as {@link encodeCheckpoint} makes it, strictly: every bit of it is under its SHA-256, and every number is looked at. Nothing of it is run,
 * opened or loaded.
 *
 * @param bytes - the file; it is copied before this function returns its promise
 * @returns what it holds; objects have no prototype
 * @throws CheckpointError if it is damaged, larger than 2 GiB, or no checkpoint of gan-core
 *
 * @example
 * ```ts
 * import { decodeCheckpoint, encodeCheckpoint } from 'gan-core/checkpoints';
 * const { chunks } = await encodeCheckpoint({ step: 7, tensors: {}, state: { seed: 42 } });
 * const { step, state } = await decodeCheckpoint(chunks[0]!);
 * console.log(step, JSON.stringify(state)); // → 7 {"seed":42}
 * ```
 */
export async function decodeCheckpoint(bytes: Uint8Array): Promise<CheckpointContents> {
  refuseUnless(bytes instanceof Uint8Array, 'bytes', bytes, 'a Uint8Array with a checkpoint');
  const header = readHeader(bytes);
  const { step, score, bytes: size, sha256: digits } = readSummary(header);
  const file = new Uint8Array(bytes); // a copy that nobody changes while it is hashed
  if (file.length - header.dataAt !== size)
    throw new CheckpointError(`The file has ${file.length - header.dataAt} bytes of data; it says ${size}.`);
  file.fill('0'.charCodeAt(0), HASH_AT, HASH_AT + HASH_DIGITS);
  const pauses = createPauses();
  await pauses.take();
  if ((await sha256(file)) !== digits)
    throw new CheckpointError(
      'The file is damaged: its SHA-256 is another one than it says. Use another checkpoint.',
    );
  const { [STATE]: json, ...tensors } = readTensors(file, header);
  await checkValues(tensors, pauses);
  if (json?.dtype !== 'uint8' || json.shape.length !== 1 || json.values.length > MAX_STATE_BYTES)
    throw new CheckpointError(
      `The file is no checkpoint of ${FORMAT}: its state is missing, or isn't as it must be.`,
    );
  const state = readJson(decodeUtf8(json.values as Uint8Array, 'The state'), 'The state');
  const named = Object.assign(Object.create(null) as Record<string, StoredTensor>, tensors);
  return { step, ...(score === undefined ? {} : { score }), tensors: named, state };
}

function sizeOf(tensors: Readonly<Record<string, StoredTensor>>): number {
  // What isn't a tensor is refused where they are written.
  return Object.values(tensors).reduce((sum, tensor) => sum + (tensor?.values?.byteLength ?? 0), 0);
}
