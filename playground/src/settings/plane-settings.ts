import type {
  ActivationName,
  BackendChoice,
  DataName,
  LossName,
  OptimizerName,
  PenaltyName,
} from './choices';

/** Everything that a run in the plane is made of: the same settings, backend and version give the same numbers. */
export interface PlaneSettings {
  readonly data: DataName;
  /** Standard deviation of each Gaussian of the data, and of the cloud about each point of one's own. */
  readonly spread: number;
  /** Points of one's own, for `data: 'own'`. */
  readonly points: readonly (readonly [number, number])[];
  /** Number of values of the noise. */
  readonly noiseSize: number;
  readonly noise: 'normal' | 'uniform';
  readonly loss: LossName;
  readonly penalty: PenaltyName;
  readonly penaltyWeight: number;
  /** k: steps of D in each step. */
  readonly discriminatorSteps: number;
  /** Steps of G in each step. */
  readonly generatorSteps: number;
  readonly batchSize: number;
  readonly generatorOptimizer: OptimizerName;
  readonly discriminatorOptimizer: OptimizerName;
  readonly generatorRate: number;
  readonly discriminatorRate: number;
  readonly beta1: number;
  readonly generatorLayers: number;
  readonly generatorWidth: number;
  readonly discriminatorLayers: number;
  readonly discriminatorWidth: number;
  readonly activation: ActivationName;
  /** Decay of the moving average of G's weights; 0 for none. */
  readonly averageDecay: number;
  readonly backend: BackendChoice;
  readonly seed: number;
}

/** The recipe that README's ring has. */
export const defaultSettings: PlaneSettings = {
  data: 'ring',
  spread: 0.02,
  points: [],
  noiseSize: 2,
  noise: 'normal',
  loss: 'non-saturating',
  penalty: 'none',
  penaltyWeight: 1,
  discriminatorSteps: 1,
  generatorSteps: 1,
  batchSize: 256,
  generatorOptimizer: 'adam',
  discriminatorOptimizer: 'adam',
  generatorRate: 1e-3,
  discriminatorRate: 1e-3,
  beta1: 0.5,
  generatorLayers: 2,
  generatorWidth: 128,
  discriminatorLayers: 2,
  discriminatorWidth: 128,
  activation: 'relu',
  averageDecay: 0.995,
  backend: 'wasm',
  seed: 1,
};
