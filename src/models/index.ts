export type { ModelWeight, ReadableWeight, TrainableModel } from '../tfjs';
export {
  registerLayers,
  type SpectralNormalizationOptions,
  spectralNormalization,
} from './spectral-normalization';
export { type StandingStatisticsOptions, standingStatistics } from './standing-statistics';
