import { isGanCoreError } from 'gan-core';
import { createRandom } from 'gan-core/distributions';
import { estimateJensenShannonByNeighbors } from 'gan-core/estimators';
import { modeCoverage } from 'gan-core/metrics';
import { exactRingDivergence } from '../../../examples/exact-ring-divergence';
import { planeData } from '../game/plane-data';
import { bestDiscriminator } from './best-discriminator';
import type { Measurement, MeasuringRequest } from './messages';

/** Samples of each side for the estimate by neighbors, and for the modes. */
const estimated = 2000;
const side = 48;

/** Measures a generator by its samples: exactly, where the data's density is known, and as it is done where it isn't. */
export async function measurePlane({ settings, step, samples }: MeasuringRequest): Promise<Measurement> {
  const data = planeData(settings);
  const half = samples.length / 2;
  const parts = [samples.subarray(0, half), samples.subarray(half)];
  let drawn = 0;
  const exact = await exactRingDivergence(data, async () => parts[drawn++]!, { points: half / 2 });
  const real = data.sample(estimated, createRandom(settings.seed + step));
  const generated = { values: samples.subarray(0, 2 * estimated), dimension: 2 };
  const measured = await estimateJensenShannonByNeighbors(real, generated, { seed: settings.seed })
    .then(({ value, interval }) => ({ value, interval }))
    .catch((error: unknown) => {
      if (isGanCoreError(error)) return null; // a generator that collapsed to one point: all neighbors are as near
      throw error;
    })
    .finally(() => real.dispose());
  const points = Array.from({ length: estimated }, (_, index) => [
    samples[2 * index]!,
    samples[2 * index + 1]!,
  ]);
  const { modes, highQualityShare } = modeCoverage(points, data);
  return {
    step,
    exact: Math.min(Math.max(exact, 0), Math.LN2), // sampled, so it may come out a little beyond what it can be
    measured,
    modes,
    modesInAll: data.centers.length,
    highQualityShare,
    bestScores: bestDiscriminator(data, samples, side),
    side,
  };
}
