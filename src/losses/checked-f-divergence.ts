import type { Tensor } from '@tensorflow/tfjs-core';
import { anyNumber, checkNumber, checkTensor } from '../errors';
import type { FDivergence } from './f-divergence';

/** The divergence with a look at what its functions are given: tfjs's own refusals name none of them. */
export function checkedFDivergence(divergence: FDivergence): FDivergence {
  const { f, derivative, conjugate, outputActivation, conjugateOfOutput, fromBound, ...rest } = divergence;
  return {
    ...rest,
    f: ofNumber('u', f),
    derivative: ofNumber('u', derivative),
    conjugate: ofTensor('t', conjugate),
    outputActivation: ofTensor('v', outputActivation),
    ...(conjugateOfOutput && { conjugateOfOutput: ofTensor('v', conjugateOfOutput) }),
    ...(fromBound && { fromBound: ofNumber('bound', fromBound) }),
  };
}

function ofNumber(argument: string, formula: (value: number) => number): (value: number) => number {
  return (value) => {
    checkNumber(argument, value, anyNumber);
    return formula(value);
  };
}

function ofTensor(argument: string, formula: (value: Tensor) => Tensor): (value: Tensor) => Tensor {
  return (value) => {
    checkTensor(argument, value, { expected: 'a float32 tensor', dtype: 'float32', mayBeEmpty: true });
    return formula(value);
  };
}
