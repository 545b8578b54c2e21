import { dispose, type Tensor, tensor } from '@tensorflow/tfjs-core';
import {
  type CheckpointContents,
  type CheckpointStore,
  decodeCheckpoint,
  type StoredTensor,
} from '../../checkpoints';
import { ArgumentError, CheckpointError, doAll, isGanCoreError, refusePromise } from '../../errors';
import { applyCheckpoint, type ReadState } from './apply-checkpoint';
import {
  type CapturableState,
  type CheckpointHost,
  type DataPlaces,
  statesOf,
  streamsOf,
} from './checkpoint-host';
import type { RestoreOptions, SavedCheckpoint } from './checkpoint-options';
import { isReadState } from './is-read-state';
import { type Leaf, unpack } from './pack';

/** Puts a trainer back to a checkpoint of a store; gives null where there is none yet. */
export async function restoreCheckpoint(
  { host, places, moving }: Restoring,
  store: CheckpointStore,
  { which = 'latest', data }: RestoreOptions,
): Promise<SavedCheckpoint | null> {
  if (data !== undefined && data !== 'anew')
    throw new ArgumentError('data', `got ${String(data)}; expected 'anew', or nothing.`);
  const bytes = await store.read(which);
  if (!bytes) return noCheckpoint(store, which);
  const contents = await decode(bytes, store, which);
  if (!host.state()) await host.ready();
  const owned: Tensor[] = [];
  try {
    const read = readState(contents, owned);
    if (read.trainer !== host.trainer)
      throw new CheckpointError(`The checkpoint is of a ${read.trainer}; expected one of a ${host.trainer}.`);
    host.refuseRunning();
    const state = host.state() ?? (await createState(host, read));
    host.refuseRunning();
    await moving(() => applyCheckpoint(state.kept, read, others(host, places, read, data)));
  } finally {
    dispose(owned);
  }
  const { step, score } = contents;
  return score === undefined ? { step } : { step, score };
}

/** A trainer that is being restored. */
interface Restoring {
  readonly host: CheckpointHost;
  readonly places: DataPlaces;
  /** Does work that moves the state. */
  moving<T>(work: () => Promise<T>): Promise<T>;
}

/** Reads the file; where it is damaged, the error tells which others there are. */
async function decode(
  bytes: Uint8Array,
  store: CheckpointStore,
  which: NonNullable<RestoreOptions['which']>,
): Promise<CheckpointContents> {
  try {
    return await decodeCheckpoint(bytes);
  } catch (error) {
    if (isGanCoreError(error, 'ERR_CHECKPOINT')) {
      const steps = (await store.list()).map(({ step }) => step).join(', ');
      error.message += ` (That was the one by which: ${JSON.stringify(which)}; the store has those of the steps ${steps}, to be had by restore(store, { which: step }).)`;
    }
    throw error;
  }
}

/** The parts that a trainer has beside the state of its steps. */
function others(host: CheckpointHost, places: DataPlaces, read: ReadState, data: RestoreOptions['data']) {
  const put = (
    parts: Pick<ReadState, 'streams' | 'reports' | 'callbacks' | 'data'>,
    isNew: boolean,
    isRead: boolean,
  ) =>
    doAll([
      () => {
        for (const [use, random] of Object.entries(host.streams)) random.restore(parts.streams[use]!);
      },
      ...host.callbacks.map((callback) => () => {
        if (callback.restoreState && Object.hasOwn(parts.callbacks, callback.name))
          refusePromise(
            'callbacks',
            `'${callback.name}' has a restoreState that`,
            callback.restoreState(parts.callbacks[callback.name] as never) as unknown,
            'take the state over at once',
          );
      }),
      () => {
        host.log.replace(parts.reports as never);
        places.last = isNew || !isRead ? parts.data : undefined;
        places.next = isNew ? parts.data : undefined;
      },
    ]);
  const former = {
    streams: streamsOf(host.streams),
    reports: [...host.log.reports],
    callbacks: statesOf(host.callbacks),
    data: places.last,
  };
  const { next } = places;
  return {
    apply: () => put(read, data !== 'anew', true),
    undo: () => {
      put(former, false, false);
      places.next = next;
    },
  };
}

/** The state of a trainer that did nothing yet: its networks must take what the saved one's took. */
async function createState(host: CheckpointHost, { batch }: ReadState): Promise<CapturableState> {
  try {
    return await host.createState(batch);
  } catch (cause) {
    if (!(cause instanceof ArgumentError)) throw cause;
    const came = batch ? `batches of shape [${batch.real.shape}]` : 'no shapes of batches';
    throw new CheckpointError(
      `The checkpoint is of another game, with ${came}: ${cause.message} Make the trainer as the one that was saved.`,
      { cause },
    );
  }
}

/** The state as it was captured; its tensors are put among those that are owned. */
function readState({ step, tensors, state }: CheckpointContents, owned: Tensor[]): ReadState {
  const seen = new Set<string>();
  const leafAt = (path: string): Leaf => {
    const stored = tensors[path];
    if (seen.has(path))
      throw new CheckpointError(`The state of the checkpoint has the tensor ${path} in two places.`);
    seen.add(path);
    if (!stored)
      throw new CheckpointError(`The checkpoint has no tensor ${path}, which its state speaks of.`);
    if (path === 'checkpoint/data/order') return stored.values as Int32Array;
    const made = tensorOf(stored);
    owned.push(made);
    return made;
  };
  let read: unknown;
  try {
    read = unpack(state, leafAt);
  } catch (cause) {
    if (isGanCoreError(cause)) throw cause;
    throw new CheckpointError('The state of the checkpoint is none of a trainer.', { cause });
  }
  if (isReadState(read, step)) return read;
  throw new CheckpointError('The state of the checkpoint is none of a trainer.');
}

function tensorOf({ dtype, shape, values }: StoredTensor): Tensor {
  return tensor(values, [...shape], dtype === 'uint8' ? 'int32' : dtype);
}

async function noCheckpoint(store: CheckpointStore, which: RestoreOptions['which']): Promise<null> {
  const steps = (await store.list()).map(({ step }) => step);
  if (steps.length === 0) return null;
  throw new ArgumentError(
    'which',
    `is ${JSON.stringify(which)}, which the store doesn't have; it has those of the steps ${steps.join(', ')}.`,
  );
}
