export { ArgumentError } from './argument-error';
export { BackendError } from './backend-error';
export { GanCoreError, type GanCoreErrorCode, isGanCoreError } from './gan-core-error';
export { NonFiniteError } from './non-finite-error';
