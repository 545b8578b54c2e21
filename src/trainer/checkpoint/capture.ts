import { clone, dispose, keep, Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { JsonValue } from '../../checkpoints';
import type { OptimizerState } from '../../optimizers';
import type { RandomState } from '../../random';
import type { DataPosition } from '../data/data-position';
import type { Stateful } from '../recovery/stateful';
import type { KeptState } from './kept-state';
import { pack } from './pack';

/** Parts of a trainer beside the state that its steps move. */
export interface RunParts {
  /** Class of the trainer: another one can't go on. */
  readonly trainer: string;
  readonly reports: readonly object[];
  /** States of callbacks, by their names. */
  readonly callbacks: Readonly<Record<string, unknown>>;
  /** States of its streams, by their uses. */
  readonly streams: Readonly<Record<string, RandomState>>;
  /** Place of the run in its data; undefined before the first. */
  readonly data: DataPosition | undefined;
  /** Progress in place of the state's own: that from before a report which is being made. It stays the caller's. */
  readonly progress: object | undefined;
}

/** A trainer as it was at one moment. */
export interface Captured {
  readonly json: JsonValue;
  /** Copies, which share the data of what they are of. The caller disposes of them. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Arrays of int32 by their paths. */
  readonly arrays: ReadonlyMap<string, Int32Array>;
}

/**
 * Copies all of a trainer's state. The copies are made before this returns; but an optimizer that saves by a promise, as tfjs's do, is
 * waited for, and no step may be taken meanwhile.
 */
export async function capture(
  state: KeptState,
  step: number,
  { progress: former, ...parts }: RunParts,
): Promise<Captured> {
  const progress = former ? copyOf(former) : state.saveProgress();
  const owned: unknown[] = [progress];
  try {
    const networks = Object.fromEntries(
      Object.entries(state.networks).map(([name, variables]) => [name, variables.map(namedCopy)]),
    );
    owned.push(networks);
    const { batch } = state;
    const stepStreams = state.recoverable.randoms.map((random) => random.save());
    const kept = await saveAll(state.recoverable.stateful);
    owned.push(kept);
    const { json, leaves } = pack('checkpoint', {
      ...parts,
      step,
      networks,
      kept,
      stepStreams,
      progress,
      batch,
    });
    const entries = Object.entries(leaves);
    const tensors = new Map(entries.filter((each): each is [string, Tensor] => each[1] instanceof Tensor));
    const arrays = new Map(
      entries.filter((each): each is [string, Int32Array] => !(each[1] instanceof Tensor)),
    );
    return { json, tensors, arrays };
  } catch (error) {
    dispose(owned as never);
    throw error;
  }
}

/** A tree with its tensors copied. */
function copyOf(tree: unknown): object {
  if (tree instanceof Tensor) return keep(clone(tree));
  if (typeof tree !== 'object' || tree === null) return tree as never;
  if (Array.isArray(tree)) return tree.map(copyOf);
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, copyOf(value)]));
}

/** A copy of a weight under the last part of its name, such as `kernel`: the rest depends on what else a process made before. */
function namedCopy(variable: Variable): Readonly<Record<string, Tensor>> {
  return { [kindOf(variable)]: keep(clone(variable)) };
}

/** The last part of a variable's name, without the number by which tfjs makes it unique. */
export function kindOf({ name }: Variable): string {
  const last = name.slice(name.lastIndexOf('/') + 1).replace(/_\d+$/, '');
  return /^\d*$/.test(last) ? 'weight' : last; // unnamed variables are numbered in their order
}

/** States of optimizers and the others, by their keys. */
export type SavedKeepers = Readonly<Record<string, OptimizerState & { readonly kind: string | undefined }>>;

async function saveAll(stateful: readonly Stateful[]): Promise<SavedKeepers> {
  const saved = await Promise.allSettled(
    stateful.map(async (each) => [each.key, { ...(await each.save()), kind: each.kind }] as const),
  );
  const failed = saved.find((each) => each.status === 'rejected');
  const states = saved.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (!failed) return Object.fromEntries(states);
  for (const [, { tensors }] of states) dispose({ ...tensors });
  throw failed.reason;
}
