import { clone, keep, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { Optimizer, OptimizerState } from '../optimizers';
import type { Random, RandomState } from '../random';

/** What has to be put back for training to go on as if the steps since hadn't been. */
export interface RecoverableState {
  readonly variables: readonly Variable[];
  /** The optimizers, and whatever else keeps tensors between the steps. */
  readonly stateful: readonly Pick<Optimizer, 'save' | 'restore'>[];
  readonly random: Random;
}

/** A copy of the networks at the last report at which everything was finite. */
export class LastGoodState {
  private copies: Tensor[] = [];
  private savedStates: OptimizerState[] = [];
  private randomState: RandomState | undefined;
  /** The step of the copy. */
  step = 0;

  constructor(private readonly state: RecoverableState) {}

  /** Copies the state as it is after `step`, in place of the former copy. */
  async take(step: number): Promise<void> {
    this.dispose();
    this.copies = this.state.variables.map((variable) => keep(clone(variable)));
    this.savedStates = await Promise.all(this.state.stateful.map((each) => each.save()));
    this.randomState = this.state.random.save();
    this.step = step;
  }

  /** Puts the copy back. */
  async restore(): Promise<void> {
    if (!this.randomState) return;
    this.state.variables.forEach((variable, index) => {
      variable.assign(this.copies[index]!); // shares the data, which is counted, never written in place
    });
    await Promise.all(this.state.stateful.map((each, index) => each.restore(this.savedStates[index]!)));
    this.state.random.restore(this.randomState);
  }

  /** Frees the copy. */
  dispose(): void {
    for (const copy of this.copies) copy.dispose();
    for (const { tensors } of this.savedStates) for (const tensor of Object.values(tensors)) tensor.dispose();
    this.copies = [];
    this.savedStates = [];
    this.randomState = undefined;
  }
}
