import { clone, keep, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { doAll } from '../../errors';
import type { OptimizerState } from '../../optimizers';
import type { Random, RandomState } from '../../random';
import { HostSnapshot } from './host-snapshot';
import type { Stateful } from './stateful';

/** State that is put back for training to go on as if the steps since hadn't been. */
export interface RecoverableState {
  readonly variables: readonly Variable[];
  /** The optimizers, and whatever else keeps tensors between the steps. */
  readonly stateful: readonly Stateful[];
  /** The streams that the steps draw from. */
  readonly randoms: readonly Pick<Random, 'save' | 'restore'>[];
}

/** Label of a copy in the CPU's memory, beside its tensors. */
interface CopiedState {
  readonly step: number;
  readonly randomStates: readonly RandomState[];
  readonly states: readonly { updates: number; names: readonly string[] }[];
}

/** A copy of the networks at the last report at which everything was finite. */
export class Snapshot {
  private copies: Tensor[] = [];
  private savedStates: readonly OptimizerState[] = [];
  private randomStates: readonly RandomState[] | undefined;
  private readonly hostSnapshot = new HostSnapshot<CopiedState>();
  /** The step of the copy. */
  step = 0;

  constructor(private readonly state: RecoverableState) {}

  /** Saves what the optimizers and the others keep, as it is now; the caller takes it, or disposes of it. */
  async saveStates(): Promise<OptimizerState[]> {
    const saved = await Promise.allSettled(this.state.stateful.map(async (each) => each.save()));
    const states = saved.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const failed = saved.find((each) => each.status === 'rejected');
    if (!failed) return states;
    disposeTensors(tensorsOf(states));
    throw failed.reason;
  }

  /** Copies the state as it is after `step`, with what `saveStates` gave, in place of the former copy. */
  take(step: number, states: readonly OptimizerState[]): void {
    this.dispose();
    this.savedStates = states;
    this.copies = this.state.variables.map((variable) => keep(clone(variable)));
    this.randomStates = this.saveRandoms();
    this.step = step;
  }

  /** Keeps the copy in the CPU's memory too, where the former one there has grown old. */
  async keepOnCpu(): Promise<void> {
    const states = this.savedStates.map(({ updates, tensors }) => ({ updates, names: Object.keys(tensors) }));
    const tensors = tensorsOf(this.savedStates);
    await this.hostSnapshot.update([...this.copies, ...tensors], {
      step: this.step,
      randomStates: this.saveRandoms(),
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
    const kept = this.hostSnapshot.read();
    if (!kept) return false;
    const { step, randomStates, states } = kept.label;
    const tensors = [...kept.tensors];
    this.copies = tensors.splice(0, this.state.variables.length);
    this.savedStates = states.map(({ updates, names }) => ({
      updates,
      tensors: Object.fromEntries(names.map((name) => [name, tensors.shift()!])),
    }));
    this.randomStates = randomStates;
    this.step = step;
    await this.restore();
    return true;
  }

  /** Puts the copy back: all of it, though a part fails; then it throws the first error. */
  async restore(): Promise<void> {
    const { randomStates } = this;
    if (!randomStates) return;
    const { variables, stateful, randoms } = this.state;
    let first: { error: unknown } | undefined;
    const restored = stateful.map(async (each, index) => each.restore(this.savedStates[index]!));
    try {
      doAll([
        // shares the data, which is counted, never written in place
        ...variables.map((variable, index) => () => variable.assign(this.copies[index]!)),
        ...randoms.map((random, index) => () => random.restore(randomStates[index]!)),
      ]);
    } catch (error) {
      first = { error };
    }
    for (const result of await Promise.allSettled(restored))
      if (result.status === 'rejected') first ??= { error: result.reason };
    if (first) throw first.error;
  }

  private saveRandoms(): RandomState[] {
    return this.state.randoms.map((random) => random.save());
  }

  /** Frees the copy. */
  dispose(): void {
    disposeTensors(this.copies);
    disposeTensors(tensorsOf(this.savedStates));
    this.copies = [];
    this.savedStates = [];
    this.randomStates = undefined;
  }
}

/** The tensors of what `saveStates` gave. */
export function tensorsOf(states: readonly OptimizerState[]): Tensor[] {
  return states.flatMap(({ tensors }) => Object.values(tensors));
}

function disposeTensors(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) tensor.dispose();
}
