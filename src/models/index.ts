/**
 * Spectral normalization of layers of tfjs-layers; standing statistics of batch normalizations.
 *
 * @packageDocumentation
 */
export type { Condition, ModelWeight, ReadableWeight, TrainableModel } from '../tfjs';
export { registerLayers, spectralNormalization } from './spectral-normalization';
export type { SpectralNormalizationOptions } from './spectral-normalization-layer';
export { type StandingStatisticsOptions, standingStatistics } from './standing-statistics';
