export { registerLayers, spectralNormalization } from './spectral-normalization';
export type { SpectralNormalizationOptions } from './spectral-normalization-layer';
