export { createRandom, type Random, type RandomState } from '../random';
export { type GaussianRing, gaussianRing } from './gaussian-ring';
export { normalLatent, uniformLatent } from './latent';
export type { Sampler } from './sampler';
