import {
  type ActiveBackend,
  type BackendName,
  type BackendSettings,
  checkBackendSettings,
} from '../../backends';
import { ArgumentError, checkSize, checkWholeNumber, refuseUnknownKeys } from '../../errors';
import type { TrainableModel } from '../../tfjs';
import { atStep, type ByStep } from '../control/by-step';
import type { StepsPerStep } from '../game/game';
import { checkGameOptions, type GameOptions, gameOptionNames } from '../game/game-options';
import { type AnyOptimizer, checkOptimizer } from '../networks/any-optimizer';
import { type AverageOptions, checkAverageOptions } from '../networks/weight-averages';
import { type Callback, checkCallbacks } from '../run/callback';

/** Options of a Trainer. */
export interface TrainerOptions<
  G extends TrainableModel = TrainableModel,
  D extends TrainableModel = TrainableModel,
> extends GameOptions<G, D> {
  /** Steps of D in each step, each on a fresh batch: a number, or a function of the number of steps done. Default 1. */
  readonly discriminatorSteps?: ByStep;
  /** Steps of G in each step, each on fresh noise: a number, or a function of the number of steps done. Default 1. */
  readonly generatorSteps?: ByStep;
  /** G's optimizer, ours or tfjs's. Default: `adam()`. */
  readonly generatorOptimizer?: AnyOptimizer;
  /** D's optimizer, ours or tfjs's, not G's. Default: `adam()`. */
  readonly discriminatorOptimizer?: AnyOptimizer;
  /** Keeps a moving average of G's weights, which `sample` then uses. Default: none. */
  readonly generatorEma?: AverageOptions;
  /**
   * The backend to start: `'wasm'`, say, or what `useBackend` takes beside the name in one object,
   * `{ name: 'wasm', timeoutMs: 5000 }`. Where `'auto'` passes one over, the first report's warnings say why. Default: the
   * one that runs.
   */
  readonly backend?: BackendName | 'auto' | BackendSettings;
  /** Fixes every random number of the run: a whole number from 0 to 2⁵³ − 1. Default 0. */
  readonly seed?: number;
  /** Observers of the runs: progress bars, early stops, sample sheets. */
  readonly callbacks?: readonly Callback[];
}

/** The two networks, on a backend that runs. */
export interface Networks<G extends TrainableModel, D extends TrainableModel> {
  /** G: the model that was given, or what the factory made. */
  readonly generator: G;
  /** D: the model that was given, or what the factory made. */
  readonly discriminator: D;
  /** The backend that was started, if one was asked for. */
  readonly backend: ActiveBackend | undefined;
}

const optionNames = [
  ...gameOptionNames,
  'discriminatorSteps',
  'generatorSteps',
  'generatorOptimizer',
  'discriminatorOptimizer',
  'generatorEma',
  'backend',
  'seed',
  'callbacks',
] as const satisfies readonly (keyof TrainerOptions)[];

/**
 * Refuses options that no run could be made of, before anything is started.
 *
 * @param given - what came
 * @returns a copy, with each option read once
 */
export function checkTrainerOptions<G extends TrainableModel, D extends TrainableModel>(
  given: TrainerOptions<G, D>,
): TrainerOptions<G, D> {
  refuseUnknownKeys(given, optionNames);
  const options = { ...given };
  checkGameOptions(options);
  const { generatorOptimizer, discriminatorOptimizer } = options;
  for (const [name, optimizer] of Object.entries({ generatorOptimizer, discriminatorOptimizer }))
    if (optimizer !== undefined) checkOptimizer(name, optimizer);
  if (generatorOptimizer !== undefined && generatorOptimizer === discriminatorOptimizer) {
    throw new ArgumentError(
      'discriminatorOptimizer',
      "is G's optimizer too; expected one for each: its state is about one network.",
    );
  }
  const { discriminatorSteps = 1, generatorSteps = 1, callbacks = [], generatorEma } = options;
  for (const [name, steps] of Object.entries({ discriminatorSteps, generatorSteps }))
    if (typeof steps !== 'function') checkStepsWithin(name, steps);
  checkCallbacks(callbacks);
  if (options.backend !== undefined) checkBackendSettings(options.backend);
  if (generatorEma !== undefined) {
    refuseUnknownKeys(generatorEma, ['decay', 'warmup'], 'generatorEma');
    checkAverageOptions('generatorEma', generatorEma);
  }
  return options;
}

/** Steps of each network within the step of the Trainer that follows so many. */
export function stepsPerStep(
  {
    discriminatorSteps = 1,
    generatorSteps = 1,
  }: Pick<TrainerOptions, 'discriminatorSteps' | 'generatorSteps'>,
  step: number,
): StepsPerStep {
  const perStep = {
    discriminatorSteps: atStep(discriminatorSteps, step),
    generatorSteps: atStep(generatorSteps, step),
  };
  for (const [name, steps] of Object.entries(perStep)) checkStepsWithin(name, steps);
  return perStep;
}

function checkStepsWithin(name: string, steps: number): void {
  checkWholeNumber(name, steps, 1);
  // One step of the Trainer is never left half-way, by an abort neither.
  checkSize(name, steps, "steps within one of the Trainer's", { most: 1000 });
}
