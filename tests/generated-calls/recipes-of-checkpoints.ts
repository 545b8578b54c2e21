import * as checkpoints from 'gan-core/checkpoints';
import { fileStore } from 'gan-core/node';
import { type Recipe, recipe } from './recipe';

const tensor = () => ({ dtype: 'float32', shape: [2, 1], values: new Float32Array([1, 2]) }) as const;
const contents = () => ({
  step: 5,
  score: 0.5,
  tensors: { w: tensor() },
  state: { seeds: [1, 2], name: 'a' },
});
const { chunks } = await checkpoints.encodeCheckpoint(contents());
const file = () => new Uint8Array(Buffer.concat(chunks));

export const recipesOfCheckpoints: readonly Recipe[] = [
  recipe('encodeCheckpoint', checkpoints.encodeCheckpoint, () => ({ contents: contents() })),
  recipe('decodeCheckpoint', checkpoints.decodeCheckpoint, () => ({ bytes: file() })),
  recipe('describeCheckpoint', checkpoints.describeCheckpoint, () => ({
    beginning: file(),
    fileBytes: file().length,
  })),
  recipe('encodeSafetensors', checkpoints.encodeSafetensors, () => ({
    tensors: { w: tensor(), mask: { dtype: 'bool', shape: [], values: new Uint8Array(1) } },
    metadata: { format: 'pt' },
  })),
  recipe('memoryStore', checkpoints.memoryStore, () => ({ options: { keep: 3, best: 0 } })),
  recipe(
    'memoryStore().write',
    (checkpoint) => checkpoints.memoryStore().write(checkpoint),
    () => ({ checkpoint: { step: 5, score: 0.5, chunks: [file()] } }),
  ),
  recipe(
    'memoryStore().read',
    (which) => checkpoints.memoryStore().read(which),
    () => ({ which: 'latest' }),
  ),
  recipe('checkpointStore', checkpoints.checkpointStore, () => ({
    place: {
      list: async () => [],
      read: async () => undefined,
      write: async () => {},
      remove: async () => {},
    },
    options: { keep: 1, best: 1 },
  })),
  recipe('indexedDbStore', checkpoints.indexedDbStore, () => ({
    name: 'run',
    options: { keep: 2, best: 1 },
  })),
  recipe('fileStore', fileStore, () => ({
    folder: 'docs/assets',
    options: {
      keep: 2,
      best: 1,
      fileSystem: { mkdir() {}, readdir() {}, open() {}, rename() {}, unlink() {} },
    },
  })),
];
