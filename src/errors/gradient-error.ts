import { GanCoreError } from './gan-core-error';

/** An operation has no gradient that may be differentiated again. */
export class GradientError extends GanCoreError {
  /** The class's name, literal: it survives minifiers. */
  override readonly name = 'GradientError';
  /** The tfjs kernel whose second derivative was needed. */
  readonly kernel: string;

  /**
   * Makes the error for one operation.
   *
   * @param kernel - the tfjs kernel whose second derivative was needed
   */
  constructor(kernel: string) {
    super(
      'ERR_GRADIENT',
      `${kernel} has no second-order gradient that is known to be right, and a gradient penalty needs it: use another layer or operation in its place.`,
    );
    this.kernel = kernel;
  }
}
