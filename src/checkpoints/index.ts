/**
 * Checkpoints: a strict, versioned file of tensors and plain JSON, and stores that keep the newest and the best of them.
 *
 * @packageDocumentation
 */
export {
  type CheckpointContents,
  decodeCheckpoint,
  type EncodedCheckpoint,
  encodeCheckpoint,
} from './checkpoint';
export type { CheckpointStore, StoredCheckpoint } from './checkpoint-store';
export { encodeSafetensors } from './encode-safetensors';
export type { JsonValue } from './json-value';
export { memoryStore } from './memory-store';
export type { RetentionOptions } from './retention';
export type { StoredTensor } from './stored-tensor';
