import {
  add,
  div,
  minimum,
  mul,
  sqrt,
  square,
  stack,
  sum,
  type Tensor,
  type Optimizer as TfjsOptimizer,
  tidy,
} from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import type { Optimizer } from './optimizer';
import { fromTfjsOptimizer } from './tfjs-optimizer';

/**
 * Scales gradients down to a global norm: g ← g · min(1, maxNorm/(‖g‖ + 1e-6)), the norm over all gradients together
 * (Pascanu, Mikolov & Bengio 2013; the formula is PyTorch's `clip_grad_norm_`).
 *
 * @param gradients - a network's gradients; null stays null
 * @param maxNorm - the largest norm that they may have together
 * @returns new gradients; the caller disposes of them
 * @throws ArgumentError for a norm that isn't positive and finite
 */
export function clipByGlobalNorm(gradients: readonly (Tensor | null)[], maxNorm: number): (Tensor | null)[] {
  checkMaxNorm(maxNorm);
  const present = gradients.filter((gradient) => gradient !== null);
  if (present.length === 0) return [...gradients];
  const clipped = tidy(() => {
    const norm = sqrt(sum(stack(present.map((gradient) => sum(square(gradient))))));
    const scale = minimum(1, div(maxNorm, add(norm, 1e-6)));
    return present.map((gradient) => mul(gradient, scale));
  });
  return gradients.map((gradient) => gradient && clipped.shift()!);
}

/**
 * An optimizer that clips its gradients by their global norm first: see {@link clipByGlobalNorm}.
 *
 * @param optimizer - what makes the update: ours or tfjs's
 * @param options - `maxNorm`
 * @returns an optimizer for one network
 * @throws ArgumentError for a norm that isn't positive and finite
 */
export function withGradientClipping(
  optimizer: Optimizer | TfjsOptimizer,
  { maxNorm }: { readonly maxNorm: number },
): Optimizer {
  checkMaxNorm(maxNorm);
  const inner = 'applyGradients' in optimizer ? fromTfjsOptimizer(optimizer) : optimizer;
  return {
    name: `${inner.name}, clipped`,
    update: (weights, gradients) => tidy(() => inner.update(weights, clipByGlobalNorm(gradients, maxNorm))),
    save: () => inner.save(),
    restore: (state) => inner.restore(state),
    dispose: () => inner.dispose(),
  };
}

function checkMaxNorm(maxNorm: number): void {
  if (!(maxNorm > 0 && Number.isFinite(maxNorm))) {
    throw new ArgumentError('maxNorm', `got ${maxNorm}; expected a positive, finite number.`);
  }
}
