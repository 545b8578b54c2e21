import { gaussianGrid, gaussianRing } from 'gan-core/distributions';

/**
 * The two mixtures, as VEEGAN and PacGAN have them. `scale` is the root mean square of a coordinate, `gamma` the weight of R1 and R2 for
 * data of unit scale: the ring's is larger, since at the grid's some runs left modes out.
 */
export const mixtures = {
  ring: { mixture: gaussianRing(), scale: Math.SQRT1_2, gamma: 0.0125 },
  grid: { mixture: gaussianGrid(), scale: Math.sqrt(8), gamma: 0.00625 },
};

export type RingGridSettings = {
  readonly mixture: keyof typeof mixtures;
  readonly loss: string;
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Weight of R1 and R2, for data of unit scale: γ has the unit of the data squared. */
  readonly gamma: number;
};

export interface RingGridResult {
  readonly modes: number;
  readonly highQualityShare: number;
  readonly samplesPerMode: readonly number[];
  readonly divergedAt: number | null;
  /** Of the samples, the first ones, to be drawn. */
  readonly points: readonly (readonly number[])[];
}

/** The recipe that docs/penalties.md recommends. */
export const recommended = {
  loss: 'relativistic',
  steps: 3000,
  batchSize: 256,
  learningRate: 4e-3,
};
