export { ArgumentError } from './argument-error';
export { BackendError } from './backend-error';
export { checkBoolean } from './check-boolean';
export { checkFunction, isFunction } from './check-function';
export { checkMembers } from './check-members';
export { checkNumber } from './check-number';
export { checkPixels } from './check-pixels';
export { checkSize } from './check-size';
export { checkState } from './check-state';
export { checkTensor, isTensor } from './check-tensor';
export { checkWholeNumber } from './check-whole-number';
export { CheckpointError } from './checkpoint-error';
export { describeNumber, describeNumbers, describeValue, unknownKey } from './describe-value';
export { addCause, doAll } from './do-all';
export { GanCoreError, type GanCoreErrorCode } from './gan-core-error';
export { GradientError } from './gradient-error';
export { type GanCoreErrors, isGanCoreError } from './is-gan-core-error';
export { isPlainObject } from './is-plain-object';
export { NonFiniteError } from './non-finite-error';
export {
  aboveZero,
  anyNumber,
  finite,
  interval,
  type NumberRange,
  nonNegative,
  positive,
} from './number-range';
export { refusePromise } from './refuse-promise';
export { refuseSameNames } from './refuse-same-names';
export { refuseUnknownKeys } from './refuse-unknown-keys';
export { refuseUnless } from './refuse-unless';
