import { GanCoreError } from './gan-core-error';

/**
 * An operation has no gradient, or none that may be differentiated again.
 *
 * @example
 * ```ts
 * import { GradientError } from 'gan-core';
 * const { kernel, message } = new GradientError('TopK', 1);
 * console.log(kernel, message.startsWith('TopK has no gradient')); // → TopK true
 * ```
 */
export class GradientError extends GanCoreError {
  /** The class's name, literal: it survives minifiers. */
  override readonly name = 'GradientError';
  /** The tfjs kernel whose derivative was needed. */
  readonly kernel: string;

  /**
   * Makes the error for one operation.
   *
   * @param kernel - the tfjs kernel whose derivative was needed
   * @param order - 1: it has no gradient at all; 2: it has none that may be differentiated again
   * @param hint - what to do about it
   */
  constructor(kernel: string, order: 1 | 2 = 2, hint = 'use another layer or operation in its place') {
    const lack =
      order === 1
        ? 'has no gradient in TensorFlow.js, so nothing before it can be trained through it'
        : 'has no second-order gradient that is known to be right, and a gradient of a gradient, such as a penalty has, needs it';
    super('ERR_GRADIENT', `${kernel} ${lack}: ${hint}.`);
    this.kernel = kernel;
  }
}
