import type { Optimizer as TfjsOptimizer } from '@tensorflow/tfjs-core';
import { type BackendName, type BackendSettings, checkBackendSettings } from '../backends';
import type { Sampler } from '../distributions';
import { ArgumentError, checkSize, describeValue, isFunction, refuseUnknownKeys } from '../errors';
import type { AdversarialLoss } from '../losses';
import { adam, fromTfjsOptimizer, type Optimizer } from '../optimizers';
import type { Penalty } from '../penalties';
import { type Callback, checkCallbacks } from './callback';
import { checkGeneratorEma, type GeneratorEmaOptions } from './generator-ema';
import { type Role, roles, type TrainableModel } from './model';
import { checkPositiveIntegers } from './run-options';
import { checkWorkers, type WorkersOptions } from './workers/workers-option';

/** What a Trainer is made of. */
export interface TrainerOptions<
  G extends TrainableModel = TrainableModel,
  D extends TrainableModel = TrainableModel,
> {
  /**
   * G: noise `[batch, ...latent]` → samples `[batch, ...sample]`. A model, or a function that makes one: that is called
   * once the backend runs, its initial weights come from the seed, and the Trainer's `dispose` frees them.
   */
  readonly generator: G | (() => G);
  /** D: samples `[batch, ...sample]` → **logits** (no sigmoid), batch first. A model, or a function that makes one. */
  readonly discriminator: D | (() => D);
  /** The generator's noise: `normalLatent(64)`, say. */
  readonly latent: Sampler;
  /** The game. Default: `nonSaturatingLoss()`. */
  readonly loss?: AdversarialLoss;
  /** Steps of D in each step, each on a fresh batch. Default 1. */
  readonly discriminatorSteps?: number;
  /** Steps of G in each step, each on fresh noise. Default 1. */
  readonly generatorSteps?: number;
  /** G's optimizer, ours or tfjs's. Default: `adam()`. */
  readonly generatorOptimizer?: Optimizer | TfjsOptimizer;
  /** D's optimizer, ours or tfjs's, not G's. Default: `adam()`. */
  readonly discriminatorOptimizer?: Optimizer | TfjsOptimizer;
  /**
   * PacGAN: how many samples D judges together, joined along their last axis (Lin et al. 2018). D must be built for so
   * many times as many channels, and the batch size be a multiple. Default 1.
   */
  readonly packing?: number;
  /** What is added to D's loss: `[r1Penalty({ gamma: 1 })]`, say. Default: none. */
  readonly penalties?: readonly Penalty[];
  /** Keeps a moving average of G's weights, which `sample` then uses. Default: none. */
  readonly generatorEma?: GeneratorEmaOptions;
  /**
   * The backend to start: `'wasm'`, say, or what `useBackend` takes beside the name in one object,
   * `{ name: 'wasm', timeout: 5000 }`. Where `'auto'` passes one over, the first report's warnings say why. Default: the
   * one that runs.
   */
  readonly backend?: BackendName | 'auto' | BackendSettings;
  /**
   * Threads that compute a part of every batch each, beside this one, on the backend 'wasm' (or 'cpu'). It pays for networks
   * whose step takes tens of milliseconds. Batch normalisation and the relativistic average losses then take their means
   * over a part, as data-parallel training does in other libraries. Default: none.
   */
  readonly workers?: WorkersOptions;
  /** Fixes every random number of the run, for a given number of `workers`: a whole number from 0 to 2⁵³ − 1. Default 0. */
  readonly seed?: number;
  /** What takes part in the runs: progress bars, early stops, sample sheets. */
  readonly callbacks?: readonly Callback[];
}

const optionNames = [
  'generator',
  'discriminator',
  'latent',
  'loss',
  'discriminatorSteps',
  'generatorSteps',
  'generatorOptimizer',
  'discriminatorOptimizer',
  'packing',
  'penalties',
  'generatorEma',
  'backend',
  'workers',
  'seed',
  'callbacks',
] as const satisfies readonly (keyof TrainerOptions)[];

/**
 * Refuses options that no run could be made of, before anything is started.
 *
 * @param options - what came
 * @param required - the networks that may not be left out
 */
export function checkTrainerOptions(
  given: Omit<TrainerOptions, Role> & Partial<Pick<TrainerOptions, Role>>,
  required: readonly Role[] = roles,
): typeof given {
  refuseUnknownKeys(given, optionNames);
  const options = { ...given };
  for (const role of roles) {
    const player = options[role];
    if (player === undefined && !required.includes(role)) continue;
    const isPlayer = isFunction(player) || (typeof player === 'object' && isFunction(player?.apply));
    refuseUnless(isPlayer, role, player, 'a model, or a function that makes one');
  }
  if (options.generator === options.discriminator && typeof options.generator === 'object') {
    throw new ArgumentError('discriminator', 'is the generator too; expected two networks.');
  }
  const { latent, loss, generatorOptimizer, discriminatorOptimizer } = options;
  const isSampler = isFunction(latent?.sample) && isShape(latent.shape);
  refuseUnless(isSampler, 'latent', latent, 'a sampler such as normalLatent(64), with its shape');
  const isLoss = isFunction(loss?.discriminator) && isFunction(loss.generator);
  refuseUnless(
    loss === undefined || isLoss,
    'loss',
    loss,
    'a game with both halves, such as nonSaturatingLoss()',
  );
  for (const [name, optimizer] of Object.entries({ generatorOptimizer, discriminatorOptimizer })) {
    refuseUnless(
      optimizer === undefined || isOptimizer(optimizer),
      name,
      optimizer,
      'what adam(…), adamW(…), rmsProp(…) or sgd(…) gives, or an optimizer of tfjs',
    );
  }
  if (generatorOptimizer !== undefined && generatorOptimizer === discriminatorOptimizer) {
    throw new ArgumentError(
      'discriminatorOptimizer',
      "is G's optimizer too; expected one for each, since its state belongs to one network.",
    );
  }
  const { discriminatorSteps = 1, generatorSteps = 1, packing = 1, callbacks = [] } = options;
  const { generatorEma, penalties = [] } = options;
  checkPositiveIntegers({ discriminatorSteps, generatorSteps, packing });
  // One step of the Trainer is never left half-way, by an abort neither.
  for (const [name, steps] of Object.entries({ discriminatorSteps, generatorSteps }))
    checkSize(name, steps, "steps within one of the Trainer's", 1000);
  checkCallbacks(callbacks);
  checkPenalties(penalties);
  if (options.backend !== undefined) checkBackendSettings(options.backend);
  if (generatorEma !== undefined) checkGeneratorEma(generatorEma);
  if (options.workers !== undefined) checkWorkers(options.workers);
  return options;
}

function isShape(shape: unknown): boolean {
  return Array.isArray(shape) && Array.from(shape).every((size) => Number.isSafeInteger(size) && size > 0);
}

function checkPenalties(penalties: readonly Penalty[]): void {
  const isPenalty = (penalty: Penalty) =>
    isFunction(penalty?.compute) &&
    typeof penalty.name === 'string' &&
    Number.isSafeInteger(penalty.every) &&
    Number(penalty.every) >= 1;
  const array = 'an array such as [r1Penalty({ gamma: 1 })]';
  refuseUnless(Array.isArray(penalties), 'penalties', penalties, array);
  for (const [index, penalty] of penalties.entries())
    refuseUnless(isPenalty(penalty), `penalties[${index}]`, penalty, 'what r1Penalty(…) gives, say');
  for (const [index, penalty] of penalties.entries())
    checkFunctions(`penalties[${index}]`, penalty, ['save', 'restore', 'dispose']);
  const names = penalties.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ArgumentError('penalties', `got two named '${twice}'; expected a unique name each.`);
}

/** Refuses members that may be left out but must be functions: they are called in mid-run, or when all is over. */
function checkFunctions<K extends string>(
  argument: string,
  object: { readonly [name in K]?: unknown },
  names: readonly K[],
): void {
  for (const name of names) {
    const isFine = object[name] === undefined || isFunction(object[name]);
    refuseUnless(isFine, `${argument}.${name}`, object[name], 'a function, or nothing');
  }
}

function refuseUnless(holds: boolean, argument: string, came: unknown, expected: string): void {
  if (!holds) throw new ArgumentError(argument, `got ${describeValue(came)}; expected ${expected}.`);
}

function isOptimizer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string) => typeof (value as Record<string, unknown>)[name] === 'function';
  return has('applyGradients') || ['update', 'save', 'restore', 'dispose'].every(has);
}

/** The optimizer as the Trainer uses it. */
export function toOptimizer(optimizer: Optimizer | TfjsOptimizer | undefined): Optimizer {
  if (optimizer === undefined) return adam();
  return 'applyGradients' in optimizer ? fromTfjsOptimizer(optimizer) : optimizer;
}
