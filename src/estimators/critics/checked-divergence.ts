import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkFunction, checkMembers, describeValue, isTensor } from '../../errors';
import type { FDivergence } from '../../losses';

/**
 * Refuses what isn't an FDivergence, and has what its formulas give looked at: they may be a user's own.
 *
 * @param divergence - what came
 * @returns the same divergence
 * @throws ArgumentError naming `divergence`; from its formulas, naming the one that gives something else than it should
 */
export function checkedDivergence(divergence: FDivergence | undefined): FDivergence {
  const { name = '' } = checkMembers('divergence', divergence, {
    expected: 'an FDivergence, such as klFDivergence of gan-core/losses',
    functions: ['outputActivation', 'conjugate'],
    maybe: ['conjugateOfOutput', 'fromBound', 'derivative'],
    strings: ['name'],
  });
  const given = divergence as FDivergence;
  const { conjugateOfOutput, fromBound } = given;
  return {
    ...given,
    name,
    derivative(u) {
      checkFunction('divergence.derivative', given.derivative, 'f′, a function of u');
      return ofNumber('derivative', given.derivative(u));
    },
    conjugate: (t) => ofTensor('conjugate', t, given.conjugate(t)),
    outputActivation: (v) => ofTensor('outputActivation', v, given.outputActivation(v)),
    ...(conjugateOfOutput && {
      conjugateOfOutput: (v) => ofTensor('conjugateOfOutput', v, conjugateOfOutput.call(given, v)),
    }),
    ...(fromBound && { fromBound: (bound) => ofNumber('fromBound', fromBound.call(given, bound)) }),
  };
}

function ofNumber(formula: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw new ArgumentError(`divergence.${formula}`, `gave ${describeValue(value)}; expected a number.`);
}

function ofTensor(formula: string, { shape, size }: Tensor, value: Tensor): Tensor {
  if (isTensor(value) && value.dtype === 'float32' && !value.isDisposed && value.size === size) return value;
  const expected = `a float32 tensor of shape [${shape}], as it was given`;
  throw new ArgumentError(`divergence.${formula}`, `gave ${describeValue(value)}; expected ${expected}.`);
}
