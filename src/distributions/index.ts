/**
 * Samplers: latent noise, a ring and a grid of Gaussians, the seeded random stream; and functions of latents.
 *
 * @packageDocumentation
 */
export { createRandom, type Random, type RandomState } from '../random';
export type { EqualGaussians } from './equal-gaussians';
export { type GaussianGridOptions, gaussianGrid } from './gaussian-grid';
export { type GaussianRingOptions, gaussianRing } from './gaussian-ring';
export { type InterpolateOptions, interpolate } from './interpolate';
export { normalLatent, uniformLatent } from './latent';
export type { Sampler } from './sampler';
export { type StyleMixingOptions, styleMixing } from './style-mixing';
export { type TruncateLatentOptions, truncateLatent } from './truncate-latent';
export { truncatedNormalLatent } from './truncated-normal-latent';
