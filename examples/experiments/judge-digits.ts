import { slice, type Tensor } from '@tensorflow/tfjs-core';
import {
  clippedDensityCoverage,
  extractFeatures,
  frechetDistance,
  kernelInceptionDistance,
} from 'gan-core/metrics';
import { digitFeatures } from './digit-features';
import type { DigitsRow, Measured } from './digits-result';

/** Samples of either side. */
export const judgedSamples = 1000;

/** Measures generated digits against held-out ones, whose features are taken once. */
export async function digitJudge(heldOut: Tensor, features: string, signal: AbortSignal) {
  const network = digitFeatures[features]!();
  const some = slice(heldOut, 0, judgedSamples);
  const real = await extractFeatures(some, network, { signal });
  some.dispose();
  return async (step: number, generated: Tensor): Promise<DigitsRow> => {
    const fake = await extractFeatures(generated, network, { signal });
    const kid = await kernelInceptionDistance(real, fake, { subsets: 20, subsetSize: 250, signal });
    const frechet = await frechetDistance(real, fake, { signal });
    const { density, coverage } = await clippedDensityCoverage(real, fake, { signal });
    return {
      step,
      kid: measured(kid),
      frechet: measured(frechet),
      density: measured(density),
      coverage: measured(coverage),
    };
  };
}

function measured({ value, interval: [lower, upper] }: Readonly<Measured>): Measured {
  return { value, interval: [lower, upper] };
}
