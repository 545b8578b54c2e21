import {
  anyNumber,
  checkNumber,
  checkWholeNumber,
  nonNegative,
  positive,
  refuseUnknownKeys,
} from '../errors';

/** A learning rate that changes: the rate of an update, of which `update` were made before it (0 for the first). */
export type LearningRateSchedule = (update: number) => number;

/** A fall of the learning rate along half a cosine. */
export interface CosineDecayOptions {
  /** The rate of the first update. */
  readonly from: number;
  /** The rate after `steps` updates, and from then on. Default 0. */
  readonly to?: number;
  /** Over how many updates of the network it falls: the Trainer's steps, times that network's updates in each. */
  readonly steps: number;
}

/**
 * A learning rate that falls along half a cosine: α(t) = to + (from − to)·½·(1 + cos(π·min(t/steps, 1))), with t updates
 * made before: one cycle, without restarts. A rate that ends near 0 lets a GAN
 * settle; with a constant one, G and D keep circling.
 *
 * Source: Loshchilov & Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", eq. 5.
 *
 * @param options - `from`, `to`, `steps`
 * @returns a schedule, for an optimizer's `learningRate`
 * @throws ArgumentError for rates that aren't finite and ≥ 0, a `from` of 0, or `steps` that isn't a whole number above 0
 *
 * @example
 * ```ts
 * import { adam, cosineDecay } from 'gan-core/optimizers';
 * const learningRate = cosineDecay({ from: 0.001, steps: 10_000 });
 * console.log([0, 5000, 10_000].map((update) => learningRate(update).toFixed(4))); // → [ '0.0010', '0.0005', '0.0000' ]
 * const optimizer = adam({ learningRate });
 * optimizer.dispose();
 * ```
 */
export function cosineDecay(options: CosineDecayOptions): LearningRateSchedule {
  refuseUnknownKeys(options, ['from', 'to', 'steps']);
  const { from, to = 0, steps } = options;
  checkNumber('from', from, positive);
  checkNumber('to', to, nonNegative);
  checkWholeNumber('steps', steps, 1);
  return (update) => {
    checkNumber('update', update, anyNumber);
    return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * Math.min(update / steps, 1)));
  };
}
