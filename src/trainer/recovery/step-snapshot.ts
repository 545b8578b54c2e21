import { keep, type Tensor } from '@tensorflow/tfjs-core';
import { addCause, doAll } from '../../errors';
import type { OptimizerState } from '../../optimizers';
import type { RandomState } from '../../random';
import { shareData } from '../../tfjs';
import type { RecoverableState } from './snapshot';
import type { Stateful } from './stateful';

/** Whoever saves by a promise, as tfjs's optimizers do: too slow to be asked in every step. */
const slow = new WeakSet<Stateful>();

/** The state as it was before a step, to go back to where the step can't be finished. It shares the data, so it costs little. */
export class StepSnapshot {
  private readonly copies: readonly Tensor[];
  private readonly saved: (OptimizerState | undefined)[] = [];
  private readonly randomStates: readonly RandomState[];

  constructor(private readonly state: RecoverableState) {
    this.copies = state.variables.map((variable) => keep(shareData(variable)));
    try {
      for (const each of state.stateful) this.saved.push(saveNow(each));
      this.randomStates = state.randoms.map((random) => random.save());
    } catch (error) {
      this.dispose(); // a save of the user's own may fail
      throw error;
    }
  }

  /** Goes back; what fails meanwhile becomes a cause of `error`. */
  restore(error?: unknown): void {
    const { variables, stateful, randoms } = this.state;
    try {
      doAll([
        ...variables.map((variable, index) => () => variable.assign(this.copies[index]!)),
        ...stateful.map((each, index) => () => {
          const state = this.saved[index];
          if (state) each.restore(state);
        }),
        ...randoms.map((random, index) => () => random.restore(this.randomStates[index]!)),
      ]);
    } catch (later) {
      if (error === undefined) throw later;
      addCause(error, later);
    }
  }

  /** Frees the copy. */
  dispose(): void {
    for (const copy of this.copies) copy.dispose();
    for (const state of this.saved) if (state) disposeState(state);
  }
}

function saveNow(each: Stateful): OptimizerState | undefined {
  if (slow.has(each)) return undefined;
  const state = each.save();
  if (!(state instanceof Promise)) return state;
  slow.add(each);
  state.then(disposeState, () => {});
  return undefined;
}

function disposeState({ tensors }: OptimizerState): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}
