export {
  type EnergyDistanceDetails,
  type EnergyDistanceEstimate,
  type EnergyDistanceOptions,
  estimateEnergyDistance,
} from './energy-distance';
export {
  type EntropyByNeighboursDetails,
  type EntropyByNeighboursEstimate,
  type EntropyByNeighboursOptions,
  estimateEntropyByNeighbours,
} from './entropy-by-neighbours';
export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export type { ChosenKernel, Kernel, PolynomialKernel, RbfKernel, RbfMixtureKernel } from './kernels';
export {
  estimateKlByNeighbours,
  type KlByNeighboursDetails,
  type KlByNeighboursEstimate,
  type KlByNeighboursOptions,
} from './kl-by-neighbours';
export {
  estimateMaximumMeanDiscrepancy,
  type MaximumMeanDiscrepancyDetails,
  type MaximumMeanDiscrepancyEstimate,
  type MaximumMeanDiscrepancyOptions,
} from './maximum-mean-discrepancy';
export type { TransportOrder } from './one-dimensional-transport';
export type { FlatSamples, Samples } from './samples';
export {
  estimateSinkhornDivergence,
  type SinkhornDivergenceDetails,
  type SinkhornDivergenceEstimate,
  type SinkhornDivergenceOptions,
} from './sinkhorn-divergence';
export {
  estimateSlicedWasserstein,
  type SlicedWassersteinDetails,
  type SlicedWassersteinEstimate,
  type SlicedWassersteinOptions,
} from './sliced-wasserstein';
export type { PairEstimator, PermutationTest } from './two-sample-statistic';
export {
  estimateWasserstein1,
  estimateWasserstein2,
  type WassersteinDetails,
  type WassersteinEstimate,
} from './wasserstein';
