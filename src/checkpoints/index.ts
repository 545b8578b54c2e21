/**
 * Checkpoints: a strict, versioned file of tensors and plain JSON, and stores that keep the newest and the best of them.
 *
 * @packageDocumentation
 */
export {
  type CheckpointContents,
  decodeCheckpoint,
  encodeCheckpoint,
} from './checkpoint';
export {
  type CheckpointPlace,
  type CheckpointStore,
  checkpointStore,
} from './checkpoint-store';
export { encodeSafetensors } from './encode-safetensors';
export { indexedDbStore } from './indexed-db-store';
export type { JsonValue } from './json-value';
export { memoryStore } from './memory-store';
export type { RetentionOptions } from './retention';
export type { EncodedCheckpoint, StoredCheckpoint } from './stored-checkpoint';
export type { StoredTensor } from './stored-tensor';
export { describeCheckpoint } from './summary';
