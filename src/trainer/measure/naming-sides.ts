import { ArgumentError, isGanCoreError } from '../../errors';
import type { DivergenceEstimator } from './divergence-estimator';

/** Names of an estimator's two samples where a Trainer measures. */
export interface SideNames {
  readonly p: 'data' | 'generator';
  readonly q: 'data' | 'generator';
}

/** Estimators' names of the first and the second of their samples. */
const sidesByArgument: Readonly<Record<string, keyof SideNames>> = { p: 'p', q: 'q' };

/**
 * The estimator, with errors and warnings in the words of who measures a Trainer: `data` and `generator` in place of samples
 * that only the Trainer passed. Where a sentence speaks of p and q, it says which they are.
 *
 * @param estimator - one of gan-core's
 * @param names - of the two samples, in the order in which the estimator takes them
 * @returns the same, but for the words
 */
export function namingSides(estimator: DivergenceEstimator, names: SideNames): DivergenceEstimator {
  return async (p, q, options) => {
    try {
      const estimate = await estimator(p, q, options);
      return { ...estimate, warnings: estimate.warnings.map((warning) => inNames(warning, names)) };
    } catch (error) {
      if (!isGanCoreError(error, 'ERR_ARGUMENT')) throw error;
      const side = sidesByArgument[error.argument];
      if (side === undefined) throw error;
      const problem = error.message.slice(`${error.argument}: `.length);
      throw new ArgumentError(names[side], inNames(problem, names), { cause: error });
    }
  };
}

function inNames(text: string, names: SideNames): string {
  const named = text
    .replace(/\b([pq])'s\b/g, (_, side: 'p' | 'q') => `the ${names[side]}'s`)
    .replace(/^the /, 'The ');
  // "(p = 0.02)" is a test's.
  if (!/\b[pq]\b(?! =)/.test(named)) return named;
  return `${named} Here p is the ${names.p}, q the ${names.q}.`;
}
