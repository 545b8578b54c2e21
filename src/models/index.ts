export {
  registerLayers,
  type SpectralNormalizationOptions,
  spectralNormalization,
} from './spectral-normalization';
