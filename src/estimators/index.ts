export {
  type EntropyByNeighboursDetails,
  type EntropyByNeighboursEstimate,
  type EntropyByNeighboursOptions,
  estimateEntropyByNeighbours,
} from './entropy-by-neighbours';
export type { Estimate, EstimateOptions, SampleSizes } from './estimate';
export {
  estimateKlByNeighbours,
  type KlByNeighboursDetails,
  type KlByNeighboursEstimate,
  type KlByNeighboursOptions,
} from './kl-by-neighbours';
export type { FlatSamples, Samples } from './samples';
