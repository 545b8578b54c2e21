import { cast, clone, dispose, keep, reshape, Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';
import type { FlatSamples } from '../../estimators';
import type { Pauses } from '../../scheduling';
import { type Condition, conditionTensors, mapCondition } from '../../tfjs';
import type { RealBatch } from './batch';

/** Features by which samples are measured in place of themselves: `[count, …]` → `[count, features]`. */
export type Features = ((samples: Tensor) => Tensor) | undefined;

/** Conditions of some samples, one after another. */
export interface GatheredCondition {
  readonly count: number;
  readonly condition: Condition;
}

/** Samples, or their features, read into ordinary memory one block after the other. */
export class GatheredSamples {
  count = 0;
  /** The values, or features, of each; undefined before the first block. */
  dimension: number | undefined;
  /** The values of each sample itself. */
  valuesPerSample = 0;
  /** Those of all samples in order, if they have any; the caller disposes of them. */
  readonly conditions: GatheredCondition[] = [];
  private readonly parts: Float32Array[] = [];

  constructor(
    private readonly features: Features,
    private readonly pauses: Pauses,
  ) {}

  /** Reads them; they stay the caller's. Lets other tasks run where that took long. */
  async add({ real: samples, condition }: RealBatch): Promise<void> {
    const flat = this.flatten(samples);
    try {
      this.parts.push((await flat.data<'float32'>()).slice());
      this.count += flat.shape[0]!;
      this.dimension = flat.shape[1]!;
      this.valuesPerSample = samples.size / samples.shape[0]!;
      if (condition !== undefined)
        this.conditions.push({
          count: flat.shape[0]!,
          condition: mapCondition(condition, (each) => keep(clone(each))),
        });
    } finally {
      flat.dispose();
    }
    if (this.pauses.due()) await this.pauses.take();
  }

  /** The first `rows` of them in one array, or all. */
  join(rows = this.count): FlatSamples {
    const dimension = this.dimension!;
    const values = new Float32Array(this.count * dimension);
    let at = 0;
    for (const part of this.parts) {
      values.set(part, at);
      at += part.length;
    }
    return { values: values.subarray(0, rows * dimension), dimension };
  }

  /** Frees the conditions. */
  disposeConditions(): void {
    for (const { condition } of this.conditions.splice(0)) dispose([...conditionTensors(condition)]);
  }

  private flatten(samples: Tensor): Tensor {
    const count = samples.shape[0]!;
    return tidy(() => {
      const measured = this.features ? this.features(samples) : samples;
      const isUsable =
        measured instanceof Tensor &&
        !measured.isDisposed &&
        measured.shape[0] === count &&
        measured.size > 0;
      if (!isUsable) {
        const came =
          measured instanceof Tensor && measured.isDisposed ? 'a disposed tensor' : describeValue(measured);
        throw new ArgumentError(
          'features',
          `gave ${came} for ${count} samples; expected a tensor [${count}, features].`,
        );
      }
      const flat = reshape(measured, [count, -1]);
      if (this.dimension !== undefined && flat.shape[1] !== this.dimension) {
        throw new ArgumentError(
          'features',
          `gave ${flat.shape[1]} values a sample after ${this.dimension}; expected as many each time.`,
        );
      }
      return cast(flat, 'float32');
    });
  }
}
