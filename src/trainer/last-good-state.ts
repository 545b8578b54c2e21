import { clone, keep, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { Optimizer, OptimizerState } from '../optimizers';
import type { Random, RandomState } from '../random';
import { CpuCopy } from './cpu-copy';

/** What has to be put back for training to go on as if the steps since hadn't been. */
export interface RecoverableState {
  readonly variables: readonly Variable[];
  /** The optimizers, and whatever else keeps tensors between the steps. */
  readonly stateful: readonly Pick<Optimizer, 'save' | 'restore'>[];
  readonly random: Random;
}

/** What a copy in the CPU's memory is of, beside its tensors. */
interface CopiedState {
  readonly step: number;
  readonly randomState: RandomState;
  readonly states: readonly { updates: number; names: readonly string[] }[];
}

/** A copy of the networks at the last report at which everything was finite. */
export class LastGoodState {
  private copies: Tensor[] = [];
  private savedStates: OptimizerState[] = [];
  private randomState: RandomState | undefined;
  private readonly cpuCopy = new CpuCopy<CopiedState>();
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

  /** Keeps the copy in the CPU's memory too, where the former one there has grown old. */
  async keepOnCpu(): Promise<void> {
    const states = this.savedStates.map(({ updates, tensors }) => ({ updates, names: Object.keys(tensors) }));
    const tensors = this.savedStates.flatMap((saved) => Object.values(saved.tensors));
    await this.cpuCopy.update([...this.copies, ...tensors], {
      step: this.step,
      randomState: this.state.random.save(),
      states,
    });
  }

  /**
   * Puts back what the CPU's memory has, in place of everything on the device.
   *
   * @returns whether there was anything
   */
  async restoreFromCpu(): Promise<boolean> {
    this.dispose();
    const kept = this.cpuCopy.read();
    if (!kept) return false;
    const { step, randomState, states } = kept.label;
    const tensors = [...kept.tensors];
    this.copies = tensors.splice(0, this.state.variables.length);
    this.savedStates = states.map(({ updates, names }) => ({
      updates,
      tensors: Object.fromEntries(names.map((name) => [name, tensors.shift()!])),
    }));
    this.randomState = randomState;
    this.step = step;
    await this.restore();
    return true;
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
