import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { gaussianRing } from 'gan-core/distributions';
import {
  categoricalFamily,
  donskerVaradhanFromCritic,
  estimateEnergyDistance,
  estimateEntropyByNeighbors,
  estimateJensenShannonByDiscriminator,
  estimateJensenShannonByNeighbors,
  estimateKlByMaximumLikelihood,
  estimateKlByNeighbors,
  estimateSinkhornDivergence,
  estimateSlicedWasserstein,
  estimateWasserstein,
} from 'gan-core/estimators';
import { normalizing, trainerWith } from './plane-game';
import { normalSamples } from './samples';

interface Warned {
  readonly warnings: readonly string[];
}

/** Something that gan-core does, and warns of. */
export interface Caution {
  readonly what: string;
  /** How its warning begins, among others that the same samples may have. */
  readonly warning: string;
  attempt(): Promise<Warned>;
}

/** What training warns of. */
export const trainingCautions: readonly Caution[] = [
  {
    what: 'a discriminator that ends in a sigmoid',
    warning: 'The discriminator seems',
    attempt: async () => {
      const trainer = trainerWith({
        discriminator: () =>
          sequential({ layers: [layers.dense({ units: 1, activation: 'sigmoid', inputShape: [2] })] }),
      });
      const { reports } = await trainer.fit(gaussianRing(), { steps: 1, batchSize: 8 });
      trainer.dispose();
      return reports[0]!;
    },
  },
  {
    what: 'batch normalization of a last batch of one sample',
    warning: "Layer 'norm'",
    attempt: async () => {
      const trainer = trainerWith({ generator: normalizing });
      const batches = [tf.randomNormal([4, 2]), tf.randomNormal([1, 2])];
      const { reports } = await trainer.fit(batches, { steps: 2 });
      tf.dispose(batches);
      trainer.dispose();
      return reports[0]!;
    },
  },
];

const doubled = (count: number) => {
  const points = normalSamples(count, 2, 1).values as Float64Array;
  return Array.from({ length: count }, (_, index) => [points[2 * index]!, points[2 * index + 1]!]).flatMap(
    (point) => [point, point],
  );
};

/** What measuring warns of. */
export const measuringCautions: readonly Caution[] = [
  {
    what: 'few samples',
    warning: 'Only 10 samples',
    attempt: () => estimateEnergyDistance(normalSamples(10, 1, 1), normalSamples(10, 1, 2)),
  },
  {
    what: 'copies among samples of a density',
    warning: "100 of p's",
    attempt: () => estimateEntropyByNeighbors(doubled(100)),
  },
  {
    what: 'a coordinate in which nothing varies',
    warning: 'Coordinate 1 was left out',
    attempt: () =>
      estimateKlByNeighbors(
        Array.from({ length: 200 }, (_, index) => [Math.sin(index * index), 1]),
        Array.from({ length: 200 }, (_, index) => [Math.cos(index * index), 1]),
      ),
  },
  {
    what: 'distributions without an overlap, by neighbors, to JS',
    warning: 'The neighbors tell',
    attempt: () => estimateJensenShannonByNeighbors(normalSamples(2000, 2, 1), normalSamples(2000, 2, 2, 20)),
  },
  {
    what: 'KL where q has few samples near those of p',
    warning: 'The estimate rests',
    attempt: () => estimateKlByNeighbors(normalSamples(2000, 2, 1), normalSamples(2000, 2, 2, 20)),
  },
  {
    what: 'neighbors in many dimensions',
    warning: 'In 9 dimensions',
    attempt: () => estimateJensenShannonByNeighbors(normalSamples(1000, 9, 1), normalSamples(1000, 9, 2, 1)),
  },
  {
    what: 'distributions without an overlap, by a discriminator',
    warning: 'The discriminator tells',
    attempt: async () => {
      const estimate = await estimateJensenShannonByDiscriminator(
        normalSamples(1000, 2, 1),
        normalSamples(1000, 2, 2, 20),
      );
      estimate.details.dispose();
      return estimate;
    },
  },
  {
    what: 'distributions that are the same, by a discriminator',
    warning: 'The discriminator did not',
    attempt: async () => {
      const estimate = await estimateJensenShannonByDiscriminator(
        normalSamples(1000, 2, 1),
        normalSamples(1000, 2, 2),
      );
      estimate.details.dispose();
      return estimate;
    },
  },
  {
    what: 'a Wasserstein distance or Sinkhorn divergence below that of two halves of one sample',
    warning: 'Two halves',
    attempt: () => estimateSlicedWasserstein(normalSamples(500, 5, 1), normalSamples(500, 5, 2)),
  },
  {
    what: 'one between once and twice that of two halves',
    warning: 'Two halves',
    attempt: () =>
      estimateWasserstein(normalSamples(300, 2, 1), normalSamples(300, 2, 2, 0.45), { order: 1 }),
  },
  {
    what: 'outcomes that are rare',
    warning: 'One outcome',
    attempt: () =>
      estimateKlByMaximumLikelihood(
        Array.from({ length: 200 }, (_, index) => [index === 0 ? 2 : index % 2]),
        Array.from({ length: 200 }, (_, index) => [index < 3 ? 2 : index % 2]),
        { family: categoricalFamily(3) },
      ),
  },
  {
    what: 'a transport plan that is not there yet',
    warning: 'After 1 iteration',
    attempt: () =>
      estimateSinkhornDivergence(normalSamples(200, 2, 1), normalSamples(200, 2, 2, 3), {
        iterations: 1,
      }),
  },
  {
    what: 'a mean of e^T that few samples of q carry, in the KL bounds of Donsker–Varadhan and NWJ',
    warning: 'The mean of e^T',
    attempt: async () => donskerVaradhanFromCritic(new Float64Array(200), heavy()),
  },
];

function heavy(): Float64Array {
  return Float64Array.from({ length: 200 }, (_, index) => (index === 0 ? 20 : Math.sin(index)));
}

/** The warning that belongs to it. */
export async function warningOf({ what, warning: beginning, attempt }: Caution): Promise<string> {
  const { warnings } = await attempt();
  const [warning, ...others] = warnings.filter((each) => each.startsWith(beginning));
  if (warning === undefined || others.length > 0) {
    throw new Error(`${what}: expected one warning, '${beginning} …', among: ${warnings.join(' ')}`);
  }
  return warning;
}
