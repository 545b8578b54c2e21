export { createRandom, type Random, type RandomState } from '../random';
export type { EqualGaussians } from './equal-gaussians';
export { type GaussianGridOptions, gaussianGrid } from './gaussian-grid';
export { type GaussianRingOptions, gaussianRing } from './gaussian-ring';
export { normalLatent, uniformLatent } from './latent';
export type { Sampler } from './sampler';
