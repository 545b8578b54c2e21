import { getBackend } from '@tensorflow/tfjs-core';
import { watchDevice } from '../../backends';
import { BackendError } from '../../errors';

/** Keeps work on the backend that runs now from going on, or from waiting for ever, on a GPU that was taken away. */
export class DeviceGuard {
  private readonly backend = getBackend();
  private readonly device = watchDevice();
  private failed: Promise<never> | undefined;

  /** @throws BackendError where the device was lost */
  check(): void {
    const loss = this.device?.loss();
    if (loss !== undefined) throw this.error(loss);
  }

  /**
   * Waits for the work's result.
   *
   * @throws BackendError as soon as the device is lost: the work may then never end
   */
  async during<T>(work: T | Promise<T>): Promise<T> {
    if (!this.device) return work;
    this.failed ??= this.device.lost.then((loss) => Promise.reject(this.error(loss)));
    this.failed.catch(() => {}); // a loss when nobody waits: the next check tells of it
    const result = await Promise.race([work, this.failed]);
    this.check();
    return result;
  }

  /**
   * Gives an error that says that the device is lost, in place of the error that this made; any other error as it is.
   *
   * @param saved - called only then: a sentence that tells what is left of the training
   */
  async explain(error: unknown, saved: () => Promise<string>): Promise<unknown> {
    if (!this.device) return error;
    // WebGPU may tell of the loss after what it made fail: a buffer that can't be read is a DOMException.
    const patience = error instanceof DOMException ? 1000 : 0;
    await Promise.race([this.device.lost, new Promise((resolve) => setTimeout(resolve, patience))]);
    const loss = this.device.loss();
    return loss === undefined ? error : this.error(`${loss}. ${await saved()}`, error);
  }

  private error(problem: string, cause?: unknown): BackendError {
    const hint = `await useBackend('${this.backend}') starts the GPU anew where the browser allows it, useBackend('wasm') does without; then run again`;
    return new BackendError(this.backend, `${problem}. ${hint}.`, { cause });
  }
}
