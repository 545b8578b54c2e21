import type { Optimizer as TfjsOptimizer } from '@tensorflow/tfjs-core';
import { checkMembers } from '../errors';
import type { Optimizer } from './optimizer';
import { fromTfjsOptimizer } from './tfjs-optimizer';

/**
 * Reads the optimizer that another one wraps.
 *
 * @param optimizer - ours, or tfjs's
 * @returns it as the Trainer calls it
 * @throws ArgumentError naming `optimizer`, for what is none
 */
export function wrappedOptimizer(optimizer: Optimizer | TfjsOptimizer): Optimizer {
  if (typeof optimizer === 'object' && optimizer !== null && 'applyGradients' in optimizer)
    return fromTfjsOptimizer(optimizer);
  checkMembers('optimizer', optimizer, {
    expected: "adam(…), or one of tfjs's",
    functions: ['update', 'save', 'restore', 'dispose'],
  });
  return optimizer as Optimizer;
}
