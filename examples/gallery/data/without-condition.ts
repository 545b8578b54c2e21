import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import type { Sampler } from 'gan-core/distributions';
import type { ConditionedSampler } from './labelled-digits';

/** The samples alone. */
export function withoutCondition(sampler: ConditionedSampler): Sampler {
  return {
    shape: sampler.shape,
    sample(count, random) {
      const { real, condition } = sampler.sample(count, random);
      dispose(condition as Tensor | Tensor[]);
      return real;
    },
  };
}
