/**
 * gan-core's pure rooms and the Trainer. The backends are apart, in `gan-core/backends`.
 *
 * @packageDocumentation
 */
export * from './augmentation';
export * from './checkpoints';
export * from './distributions';
export * from './divergences';
export {
  ArgumentError,
  BackendError,
  CheckpointError,
  GanCoreError,
  type GanCoreErrorCode,
  type GanCoreErrors,
  GradientError,
  isGanCoreError,
  NonFiniteError,
} from './errors';
export * from './estimators';
export * from './images';
export * from './losses';
export * from './metrics';
export * from './optimizers';
export * from './penalties';
export * from './trainer';
