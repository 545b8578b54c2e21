// A worker, a producer, or a process that does all jobs by itself: queue-child WORKER|PRODUCER|ALONE SOCKET OUT
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { CheckpointStore } from 'gan-core/checkpoints';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Redis } from 'ioredis';
import { type Experiment, jobsOf } from '../../../examples/experiments/experiment';
import { runJobs } from '../../../examples/experiments/run-jobs';
import { trainJob } from '../../../examples/experiments/train-job';
import { giveJobs } from '../../../examples/queue/give-jobs';
import { runWorker } from '../../../examples/queue/run-worker';

const steps = 300;
const checkpointEvery = 10;

const network = (units: number, outputs: number) =>
  sequential({
    layers: [layers.dense({ units, activation: 'relu', inputShape: [2] }), layers.dense({ units: outputs })],
  });

/** The same store, that tells of each checkpoint. */
const told = (store: CheckpointStore): CheckpointStore => ({
  ...store,
  async write(checkpoint) {
    await store.write(checkpoint);
    console.log(`checkpoint of step ${checkpoint.step}`);
  },
});

/** Small games on a ring: what they come to depends on every bit of networks, optimizers and random streams. */
const experiment: Experiment = {
  name: 'small-games',
  question: 'Is a killed game the same in the end?',
  seeds: 2,
  settings: () => [8, 16].map((units) => ({ units })),
  async run({ settings, seed }, place) {
    const units = settings.units as number;
    const { trainer, reports } = await trainJob(
      {
        generator: () => network(units, 2),
        discriminator: () => network(units, 1),
        latent: normalLatent(2),
        generatorEma: { decay: 0.9 },
        seed,
      },
      gaussianRing(),
      { steps, batchSize: 16, reportEvery: steps },
      { ...place, store: told(place.store) },
    );
    const samples = await trainer.sample(20, { seed: 0 });
    const result = { samples: await samples.array(), last: reports.at(-1)!.discriminatorLoss };
    samples.dispose();
    trainer.dispose();
    return result;
  },
  report: async () => ({ tables: [], pictures: [], findings: [] }),
};

const [, , what, socket, out] = process.argv as [string, string, string, string, string];
const log = (line: string) => console.log(line);
const jobs = jobsOf(experiment);
if (what === 'alone') {
  await runJobs(experiment, jobs, { out, checkpointEvery, signal: new AbortController().signal, log });
} else {
  const redis = new Redis(socket, { maxRetriesPerRequest: null });
  if (what === 'worker') {
    runWorker({ redis, experimentOf: () => experiment, checkpointEvery, lockMs: 3000, log });
  } else {
    process.exitCode = await giveJobs(experiment, [...jobs, jobs[0]!], { redis, out, log });
    await redis.quit();
  }
}
