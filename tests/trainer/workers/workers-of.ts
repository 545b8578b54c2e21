import { Worker } from 'node:worker_threads';
import type * as tfl from '@tensorflow/tfjs-layers';
import { gaussianRing } from 'gan-core/distributions';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { game } from './game.mjs';

export type Role = 'generator' | 'discriminator';

/** What a worker's script does: see lacking-worker.mjs. */
export interface Script {
  readonly of?: 'perceptrons' | 'branched';
  readonly makes?: readonly Role[];
  readonly registers?: boolean;
  readonly otherLatent?: boolean;
  readonly packing?: number;
}

export const workersOf = (script: Script = {}, count = 2) => ({
  count,
  start: () =>
    new Worker(new URL('./lacking-worker.mjs', import.meta.url), {
      workerData: { of: 'perceptrons', makes: [], ...script },
    }),
});

/** Every number of a run's reports, and every weight of both networks after it. */
export async function numbersOf(options: Partial<TrainerOptions>, steps = 5): Promise<number[]> {
  const trainer = new Trainer({ ...game, seed: 3, ...options });
  try {
    return await numbersOfRun(trainer, steps);
  } finally {
    trainer.dispose();
  }
}

export async function numbersOfRun(trainer: Trainer, steps = 5): Promise<number[]> {
  const { reports } = await trainer.fit(gaussianRing(), { steps, batchSize: 24, reportEvery: 2 });
  const { generator, discriminator } = await trainer.ready();
  const numbers = reports.flatMap((report) => [
    report.discriminatorLoss,
    report.generatorLoss,
    ...Object.values(report.terms),
  ]);
  for (const weight of [...generator.weights!, ...discriminator.weights!]) {
    numbers.push(...(await (weight as tfl.LayerVariable).read().data()));
  }
  return numbers;
}
