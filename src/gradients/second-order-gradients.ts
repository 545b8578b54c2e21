import '#tfjs-gradients';
import { type GradConfig, getGradient, registerGradient, unregisterGradient } from '@tensorflow/tfjs-core';
import { ArgumentError, checkFunction, GradientError } from '../errors';
import { addUser, processWide } from '../process';
import { isTakingGradient, orderSavedOutputs, passOverMissingInputs, type Recorded } from '../tfjs';
import { comparisonGradients } from './comparison-gradients';
import { convolutionGradients } from './convolution';
import { correctedGradients } from './corrected-gradients';
import { correctCrossEntropy, softmaxCrossEntropy } from './cross-entropy';
import { cumulativeProductGradients } from './cumulative-products';
import { depthToSpaceGradients } from './depth-to-space';
import { diagonalGradients } from './diagonals';
import { einsumGradients } from './einsum';
import { fastActivationGradients } from './fast-activation-gradients';
import { fusedKernelGradients } from './fused-kernels';
import { gatheringGradients, segmentSumGradient } from './gathering';
import { imageSamplingGradients } from './image-sampling';
import { mirroredBorderGradients } from './mirrored-borders';
import { normalizationGradients } from './normalization';
import { poolingGradients } from './pooling';
import { powerGradients } from './powers';
import { resizingGradients } from './resizing';
import { stridedSliceGradients } from './strided-slices';
import { twiceDifferentiable } from './twice-differentiable';

/** All that is put in, and the names that are known to be right. */
interface OwnGradients {
  readonly configs: readonly GradConfig[];
  readonly checked: ReadonlySet<string>;
}

let made: OwnGradients | undefined;

/** Made when they are first asked for: a bundler that splits a page may run this file before tfjs's gradients, which some are made of. */
function ownGradients(): OwnGradients {
  if (made) return made;
  const gradients = [
    ...fastActivationGradients(),
    ...comparisonGradients,
    ...convolutionGradients,
    ...cumulativeProductGradients,
    ...depthToSpaceGradients,
    ...diagonalGradients,
    ...einsumGradients,
    ...correctedGradients,
    ...gatheringGradients,
    segmentSumGradient(),
    ...imageSamplingGradients,
    ...mirroredBorderGradients,
    ...normalizationGradients,
    ...poolingGradients,
    ...powerGradients,
    ...resizingGradients,
    ...stridedSliceGradients,
  ];
  const names = gradients.map(({ kernelName }) => kernelName);
  made = {
    configs: [...gradients, ...fusedKernelGradients],
    checked: new Set([...twiceDifferentiable, ...names]),
  };
  return made;
}

/** Users of the gradients, over all copies of gan-core: the first puts them in, the last takes them out. */
interface Installed {
  users: number;
  undo: (() => void) | undefined;
  /** Puts those in again that someone else has registered over meanwhile: loading tfjs-layers registers all of tfjs's. */
  renew: (() => void) | undefined;
}

const installed = () =>
  processWide<Installed>('second-order-gradients', () => ({ users: 0, undo: undefined, renew: undefined }));

/**
 * Makes tfjs's gradients right for being differentiated again, until the function that it returns is called. For a
 * single call, {@link withSecondOrderGradients} is safer.
 *
 * While it is installed, an operation without a right second-order gradient throws a {@link GradientError} when a
 * gradient through it is taken inside another gradient. Plain first-order training is unaffected.
 *
 * @returns puts everything back; where it was installed several times, the last one does
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { installSecondOrderGradients } from 'gan-core/gradients';
 * const uninstall = installSecondOrderGradients();
 * const slope = tf.grad((x) => tf.pow(x, 3)); // 3x²
 * console.log(tf.grad(slope)(tf.scalar(2)).dataSync()[0]?.toFixed(2)); // → 12.00
 * uninstall();
 * ```
 */
export function installSecondOrderGradients(): () => void {
  const shared = installed();
  if (shared.users === 0) Object.assign(shared, install());
  else shared.renew?.();
  return addUser(shared, () => shared.undo?.());
}

/**
 * Runs `work` with gradients that can be differentiated again: the forward pass and the inner gradient of a gradient
 * penalty, say. tfjs's own are silently wrong or missing for most layers there (tensorflow/tfjs#3252). The outer gradient
 * may be taken outside. The registry of gradients and the engine are as before when it returns or throws.
 *
 * @param work - what to run; synchronous
 * @returns what `work` returns
 * @throws GradientError where `work` needs the second derivative of an operation that has no right one
 * @throws ArgumentError if `work` is no function, or returns a promise: it would go on after the gradients were put back
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { withSecondOrderGradients } from 'gan-core/gradients';
 * const slope = tf.grad((x) => tf.pow(x, 3)); // 3x²
 * const curvature = withSecondOrderGradients(() => tf.grad(slope)(tf.scalar(2)));
 * // 6x
 * console.log(curvature.dataSync()[0]?.toFixed(2)); // → 12.00
 * ```
 */
export function withSecondOrderGradients<T>(work: () => T): T {
  checkFunction('work', work, 'a synchronous function');
  const restore = installSecondOrderGradients();
  try {
    const result = work();
    if (typeof (result as { then?: unknown } | null | undefined)?.then === 'function') {
      Promise.resolve(result).catch(() => undefined); // nobody will await it
      throw new ArgumentError('work', 'returned a promise; expected a synchronous function.');
    }
    return result;
  } finally {
    restore();
  }
}

function install(): Pick<Installed, 'undo' | 'renew'> {
  const { configs: ours } = ownGradients();
  const replaced = new Map<string, GradConfig | undefined>();
  const renew = () => {
    for (const config of ours) {
      const found = getGradient(config.kernelName) as GradConfig | undefined;
      if (found === config) continue;
      replaced.set(config.kernelName, found);
      setGradient(config);
    }
  };
  renew();
  const restoreInputs = passOverMissingInputs();
  const restoreOrder = orderSavedOutputs(guard);
  const undo = () => {
    restoreOrder();
    restoreInputs();
    for (const config of ours) {
      if (getGradient(config.kernelName) !== config) continue; // someone else's by now
      const original = replaced.get(config.kernelName);
      if (original) setGradient(original);
      else unregisterGradient(config.kernelName);
    }
  };
  return { undo, renew };
}

function setGradient(config: GradConfig): void {
  if (getGradient(config.kernelName)) unregisterGradient(config.kernelName); // else tfjs warns in debug mode
  registerGradient(config);
}

/** Has the gradient of an operation that nobody checked throw where it would be differentiated again. */
function guard(recorded: Recorded): void {
  const { operation, isCustom, intermediates } = recorded;
  const { gradient, kernelName } = operation;
  if (intermediates.length > 0) {
    if (kernelName === softmaxCrossEntropy) correctCrossEntropy(recorded);
    else for (const copy of intermediates) copy.gradient = refuse;
  }
  // A tf.customGrad is its author's formula, made of operations that are looked at one by one. The one of tfjs itself
  // that isn't right, logSigmoid, forgets to save its input.
  if (ownGradients().checked.has(kernelName) || (isCustom && kernelName !== 'logSigmoid__op')) return;
  operation.gradient = (dys) => {
    const kernel = kernelName.replace(/__op$/, '');
    if (!gradient) throw new GradientError(kernel, 1);
    if (isTakingGradient()) throw new GradientError(kernel);
    return gradient(dys);
  };
}

/** The gradient of what a tf.customGrad computed within itself and saved: nothing says how it came from the inputs. */
function refuse(): never {
  const hint = 'have it save its inputs and outputs alone, and compute all else from them in gradFunc';
  throw new GradientError('tf.customGrad', 2, hint);
}
