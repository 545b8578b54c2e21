import { dispose } from '@tensorflow/tfjs-core';
import { backendPrecision, watchDevice } from '../../backends';
import { addCause, NonFiniteError } from '../../errors';
import type { OptimizerState } from '../../optimizers';
import type { RunControl } from '../control/run-control';
import { type RecoverableState, Snapshot, tensorsOf } from './snapshot';

/** The hint of a NonFiniteError on a backend without float32. */
const float16Hint =
  "This GPU keeps float16 only, and nothing above 65,504: an optimizer of tfjs needs an epsilon of 1e-3; the backend 'wasm' keeps float32.";

/** The last state in which everything was finite, for a run to go back to. */
export class GoodState {
  private readonly snapshot: Snapshot;

  constructor(state: RecoverableState) {
    this.snapshot = new Snapshot(state);
  }

  /** Number of steps that were done by then. */
  get step(): number {
    return this.snapshot.step;
  }

  /** Takes the state before the first step, or that of a checkpoint, for the good one: it was checked. */
  async begin(step: number, control?: RunControl): Promise<void> {
    await this.keep(step, await (control ? this.saveStates(control) : this.snapshot.saveStates()));
  }

  /** Saves what the optimizers and the others keep, as it is now: for `keep`, or for the caller to dispose of. */
  private saveStates(control: RunControl): Promise<OptimizerState[]> {
    // an optimizer of the user's may take its time
    return control.receive(this.snapshot.saveStates(), (late) => dispose(tensorsOf(late)));
  }

  /** Takes the state as it is after `step`, with what `saveStates` gave, for the good one. */
  private async keep(step: number, states: readonly OptimizerState[]): Promise<void> {
    this.snapshot.take(step, states);
    if (!watchDevice()) return;
    // What is too large to be copied in one piece must not end a run: then the former copy stays, or none.
    await this.snapshot.keepOnCpu().catch(() => {});
  }

  /**
   * Takes the state as it is after `step` for the good one if all of it is finite, and goes back otherwise.
   *
   * @param read - reads whether it is, of what was saved among other things
   * @returns what was read, or the error that tells of the way back
   */
  async settle<Reading extends { readonly notFinite: readonly string[] }>(
    step: number,
    read: (states: readonly OptimizerState[]) => Promise<Reading>,
    control: RunControl,
  ): Promise<Reading | NonFiniteError> {
    const states = await this.saveStates(control);
    let reading: Reading | undefined;
    try {
      reading = await read(states);
    } finally {
      if (reading?.notFinite.length !== 0) dispose(tensorsOf(states));
    }
    if (reading.notFinite.length > 0) return this.goBack(step, reading.notFinite, control);
    await this.keep(step, states);
    return reading;
  }

  /**
   * Goes back, since something was NaN or infinite after `failedBy` steps.
   *
   * @returns the error that tells of it
   */
  private async goBack(
    failedBy: number,
    culprits: readonly string[],
    control: RunControl,
  ): Promise<NonFiniteError> {
    const later = await control.during(this.snapshot.restore()).catch((error: unknown) => ({ error }));
    control.check();
    const { step } = this;
    const error = new NonFiniteError(
      step,
      `Training met NaN or Infinity between steps ${step} and ${failedBy}, in ${culprits.join(', ')}. The networks, the optimizers and the random state are back as they were after step ${step}. Lower the learning rate, raise Adam's epsilon, or look for bad values in the data.${backendPrecision() === 'float16' ? ` ${float16Hint}` : ''}`,
    );
    if (later) addCause(error, later.error);
    return error;
  }

  /**
   * Goes back to what the CPU's memory has, since the GPU was lost in the step after `failedBy`.
   *
   * @returns the step of what is left, and a sentence that tells of it
   */
  async goBackFromLoss(failedBy: number): Promise<{ step: number; told: string }> {
    if (!(await this.snapshot.restoreFromCpu()))
      return { step: failedBy, told: 'It took the networks along: make them anew' };
    const { step } = this;
    const told = `That was in step ${failedBy + 1}; the networks, the optimizers and the random state are back as they were after step ${step}, in the CPU's memory`;
    return { step, told };
  }

  /** Frees the copy. */
  dispose(): void {
    this.snapshot.dispose();
  }
}
