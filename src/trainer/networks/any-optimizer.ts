import type { Optimizer as TfjsOptimizer } from '@tensorflow/tfjs-core';
import { isFunction, refuseUnless } from '../../errors';
import { adam, fromTfjsOptimizer, type Optimizer } from '../../optimizers';

/** An optimizer of gan-core's or of tfjs's. */
export type AnyOptimizer = Optimizer | TfjsOptimizer;

/** Refuses what is no optimizer. */
export function checkOptimizer(argument: string, value: unknown): void {
  const has = (name: string) => isFunction((value as Record<string, unknown>)[name]);
  const isOptimizer =
    typeof value === 'object' &&
    value !== null &&
    (has('applyGradients') || ['update', 'save', 'restore', 'dispose'].every(has));
  const expected = 'what adam(…), adamW(…), rmsProp(…) or sgd(…) gives, or an optimizer of tfjs';
  refuseUnless(isOptimizer, argument, value, expected);
}

/** The optimizer as a step uses it; Adam, where none was given. */
export function toOptimizer(optimizer: AnyOptimizer | undefined): Optimizer {
  if (optimizer === undefined) return adam();
  return 'applyGradients' in optimizer ? fromTfjsOptimizer(optimizer) : optimizer;
}
