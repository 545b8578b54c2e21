/** One of the processes of parts/neighbor-metrics.ts: computes one metric of three sets of features, and tells what it took. */
import os from 'node:os';
import { createRandom } from 'gan-core/distributions';
import * as metrics from 'gan-core/metrics';
import { watch } from './stretches/watch';

/** What one metric took. */
export interface NeighborFigures {
  readonly seconds: number;
  /** From the first look at the features on: where other programs run too, it says more than the clock. */
  readonly cpuSeconds: number;
  /** The most memory that the process had, with Node and tfjs. */
  readonly megabytes: number;
}

const [name, count, dimension, threads] = process.argv.slice(2) as [string, string, string, string];
os.availableParallelism = () => Number(threads); // as many as it takes by itself
/** Rows of N(shift, 1). */
function draw(seed: number, shift: number) {
  const random = createRandom(seed);
  const length = Number(count) * Number(dimension);
  return {
    values: Float32Array.from({ length }, () => shift + random.normal()),
    dimension: Number(dimension),
  };
}
const [real, generated, heldOut] = [draw(1, 0), draw(2, 0.1), draw(3, 0)];

/** What is timed, by its name in the table. */
const subjects: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
  precisionRecall: (signal) => metrics.precisionRecall(real, generated, { signal }),
  densityCoverage: (signal) => metrics.densityCoverage(real, generated, { signal }),
  clippedDensityCoverage: (signal) => metrics.clippedDensityCoverage(real, generated, { signal }),
  nearestNeighborMemorization: (signal) =>
    metrics.nearestNeighborMemorization(real, heldOut, generated, { signal }),
  'classifierTwoSampleTest, logistic': (signal) =>
    metrics.classifierTwoSampleTest(real, generated, { signal }),
  'classifierTwoSampleTest, neighbors': (signal) =>
    metrics.classifierTwoSampleTest(real, generated, { classifier: 'nearest-neighbors', signal }),
  generalizationGap: (signal) => metrics.generalizationGap(real, heldOut, generated, { signal }),
};

const before = process.cpuUsage();
const { took } = await watch(subjects[name]!, Infinity);
const { user, system } = process.cpuUsage(before);
process.send!({
  seconds: took / 1000,
  cpuSeconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1000,
} satisfies NeighborFigures);
