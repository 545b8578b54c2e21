export type { Condition, ModelWeight, ReadableWeight, TrainableModel } from '../tfjs';
export { registerLayers, spectralNormalization } from './spectral-normalization';
export type { SpectralNormalizationOptions } from './spectral-normalization-layer';
export { type StandingStatisticsOptions, standingStatistics } from './standing-statistics';
