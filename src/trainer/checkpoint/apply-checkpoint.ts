import { dispose, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { addCause, CheckpointError } from '../../errors';
import type { RandomState } from '../../random';
import { type RecoverableState, Snapshot } from '../recovery/snapshot';
import { kindOf, type RunParts, type SavedKeepers } from './capture';
import type { BatchShapes, KeptState } from './kept-state';

/** State as `capture` wrote it, read again: the tensors are the caller's. */
export interface ReadState extends RunParts {
  readonly step: number;
  readonly networks: Readonly<Record<string, readonly Readonly<Record<string, Tensor>>[]>>;
  readonly kept: SavedKeepers;
  readonly stepStreams: readonly RandomState[];
  readonly progress: object;
  readonly batch: BatchShapes | undefined;
}

/**
 * Puts a checkpoint in place of a state: all is checked before anything is assigned, and where assigning fails, all is as before.
 *
 * @param others - what else goes back together with it, and how that is undone
 * @throws CheckpointError where it is of another game
 */
export async function applyCheckpoint(
  state: KeptState,
  read: ReadState,
  others: { apply(): void; undo(): void },
): Promise<void> {
  checkNetworks(state.networks, read.networks);
  checkKeepers(state.recoverable, read);
  const { stateful, randoms } = state.recoverable;
  const former = new Snapshot(state.recoverable);
  const progress = state.saveProgress();
  former.take(0, await former.saveStates());
  try {
    for (const [name, variables] of Object.entries(state.networks))
      for (const [index, variable] of variables.entries())
        variable.assign(weightOf(read.networks[name]![index]!));
    for (const each of stateful) await each.restore(read.kept[each.key]!);
    for (const [index, random] of randoms.entries()) random.restore(read.stepStreams[index]!);
    state.restoreProgress(read.progress as never);
    others.apply();
    await state.settle();
  } catch (cause) {
    const error = new CheckpointError(
      `The checkpoint couldn't be put in place: ${(cause as Error).message} Everything is as before.`,
      { cause },
    );
    const undo = [
      () => former.restore(),
      () => state.restoreProgress(progress as never),
      () => others.undo(),
    ];
    for (const each of undo)
      await Promise.resolve()
        .then(each)
        .catch((later: unknown) => addCause(error, later));
    throw error;
  } finally {
    former.dispose();
    dispose(progress as never);
  }
}

function weightOf(weight: Readonly<Record<string, Tensor>>): Tensor {
  return Object.values(weight)[0]!;
}

/** Refuses weights of other networks: by their number, their kinds, shapes and types. */
function checkNetworks(live: KeptState['networks'], saved: ReadState['networks']): void {
  refuseOthers('networks', Object.keys(live), Object.keys(saved));
  for (const [name, variables] of Object.entries(live)) {
    const weights = saved[name]!;
    if (weights.length !== variables.length)
      throw otherGame(`${weights.length} weights of ${name}`, `${variables.length}`);
    for (const [index, variable] of variables.entries()) {
      const [kind, value] = Object.entries(weights[index]!)[0]!;
      const came = describe(kind, value);
      const expected = describe(kindOf(variable), variable);
      if (came !== expected) throw otherGame(`${came} as weight ${index} of ${name}`, expected);
    }
  }
}

function describe(kind: string, { dtype, shape }: Tensor | Variable): string {
  return `${kind}, ${dtype} [${shape}]`;
}

/** Refuses what other optimizers, terms or averages kept. */
function checkKeepers({ stateful, randoms }: RecoverableState, { kept, stepStreams }: ReadState): void {
  refuseOthers(
    'state of',
    stateful.map(({ key }) => key),
    Object.keys(kept),
  );
  for (const { key, kind } of stateful) {
    const saved = kept[key]!.kind;
    if (saved !== kind) throw otherGame(`${key} by ${saved}`, `${kind}`);
  }
  if (stepStreams.length !== randoms.length)
    throw otherGame(
      `${stepStreams.length} streams of the steps`,
      `${randoms.length}: one more for a loss with its own`,
    );
}

function refuseOthers(what: string, live: readonly string[], saved: readonly string[]): void {
  const isSame = live.length === saved.length && live.every((each) => saved.includes(each));
  if (!isSame) throw otherGame(`${what} ${saved.join(', ') || 'none'}`, live.join(', ') || 'none');
}

function otherGame(has: string, expected: string): CheckpointError {
  return new CheckpointError(
    `The checkpoint is of another game: it has ${has}; expected ${expected}. Make the trainer as the one that was saved.`,
  );
}
