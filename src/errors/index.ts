export { ArgumentError } from './argument-error';
export { BackendError } from './backend-error';
export { describeNumber, describeValue, unknownKey } from './describe-value';
export { GanCoreError, type GanCoreErrorCode } from './gan-core-error';
export { GradientError } from './gradient-error';
export { type GanCoreErrors, isGanCoreError } from './is-gan-core-error';
export { NonFiniteError } from './non-finite-error';
export { refuseUnknownKeys } from './refuse-unknown-keys';
export { WorkerError } from './worker-error';
