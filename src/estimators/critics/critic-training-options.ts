import {
  ArgumentError,
  checkNumber,
  checkWholeNumber,
  describeValue,
  isFunction,
  positive,
} from '../../errors';
import type { TrainableModel } from '../../tfjs';
import type { EstimateOptions } from '../estimate';
import { type CheckedEstimateOptions, checkEstimateOptions } from '../estimate-options';
import { checkHeldOutFraction } from '../samples/check-held-out-fraction';

/** Options of every estimator that trains a network. */
export interface CriticTrainingOptions extends EstimateOptions {
  /** The most training steps. Default 2000; training ends sooner where the validation bound no longer rises. */
  readonly steps?: number;
  /** Samples of each side that a step takes. Default 256. */
  readonly batchSize?: number;
  /** Adam's step size (β₁ = 0.9). Default 0.005 for the default network, 0.001 for one of your own. */
  readonly learningRate?: number;
  /**
   * The fraction of each side's samples that is measured on and never trained on, in (0, 1). Default 0.4. Of the rest a
   * fifth decides when to stop.
   */
  readonly heldOutFraction?: number;
  /** The hidden layers' units in the default network. Default [32, 32]. */
  readonly hiddenUnits?: readonly number[];
}

/** {@link CriticTrainingOptions}, checked, with defaults. */
export interface CheckedCriticTrainingOptions extends CheckedEstimateOptions {
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly heldOutFraction: number;
  readonly hiddenUnits: readonly number[];
}

/**
 * Checks the options and refuses keys that nobody would read.
 *
 * @param options - what came
 * @param role - the name of the option that brings a network of the user's
 * @param ownKeys - the estimator's other options
 * @returns the options with their defaults
 * @throws ArgumentError naming the option at fault
 */
export function checkCriticTrainingOptions<Role extends string>(
  options: CriticTrainingOptions & { readonly [role in Role]?: TrainableModel | (() => TrainableModel) },
  role: Role,
  ownKeys: readonly string[] = [],
): CheckedCriticTrainingOptions {
  const names = ['steps', 'batchSize', 'learningRate', 'heldOutFraction', 'hiddenUnits'];
  const shared = checkEstimateOptions(options, [...names, role, ...ownKeys]);
  const critic = options[role];
  checkCritic(role, critic);
  const {
    steps = 2000,
    batchSize = 256,
    learningRate = critic ? 1e-3 : 5e-3,
    heldOutFraction = 0.4,
    hiddenUnits = [32, 32],
  } = options;
  checkWholeNumber('steps', steps, 1);
  checkWholeNumber('batchSize', batchSize, 1);
  checkNumber('learningRate', learningRate, positive);
  checkHeldOutFraction(heldOutFraction);
  if (
    !Array.isArray(hiddenUnits) ||
    !Array.from(hiddenUnits).every((units) => Number.isSafeInteger(units) && units > 0)
  ) {
    throw new ArgumentError(
      'hiddenUnits',
      `got ${describeValue(hiddenUnits)}; expected an array of positive whole numbers, such as [64, 64].`,
    );
  }
  return { ...shared, steps, batchSize, learningRate, heldOutFraction, hiddenUnits };
}

/** Refuses what is neither a network, nor a function, nor nothing. */
function checkCritic(role: string, critic: TrainableModel | (() => TrainableModel) | undefined): void {
  if (critic === undefined || isFunction(critic) || (typeof critic === 'object' && isFunction(critic?.apply)))
    return;
  throw new ArgumentError(
    role,
    `got ${describeValue(critic)}; expected a network with apply and trainableWeights, such as a model of tfjs-layers, or a function that makes one.`,
  );
}
