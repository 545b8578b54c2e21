import { NonFiniteError } from 'gan-core';
import { checkpointEvery } from 'gan-core/callbacks';
import { Trainer, type TrainerOptions, type TrainingReport } from 'gan-core/trainer';
import type { JobPlace } from './experiment';

/** How long a job trains. */
export interface JobTraining {
  readonly steps: number;
  readonly batchSize: number;
  /** Default: a twentieth of the steps. */
  readonly reportEvery?: number;
}

/** A generator that is ready to be measured. */
export interface TrainedJob {
  readonly trainer: Trainer;
  readonly reports: readonly TrainingReport[];
  /** The last finite step, where NaN or Infinity ended the run; the networks are as they were then. */
  readonly divergedAt: number | null;
}

type Data = Parameters<Trainer['fit']>[0];

/**
 * Trains, or goes on with what a killed process began, bit for bit. One thread: jobs side by side use all cores better.
 *
 * @param data - the data, or what makes them once the backend runs
 */
export async function trainJob(
  options: TrainerOptions,
  data: Data | (() => Data),
  { steps, batchSize, reportEvery = Math.ceil(steps / 20) }: JobTraining,
  { store, checkpointEvery: every, signal }: JobPlace,
): Promise<TrainedJob> {
  const trainer = new Trainer({
    backend: { name: 'wasm', threads: 1 },
    ...options,
    callbacks: [...(options.callbacks ?? []), checkpointEvery(store, { steps: every })],
  });
  await trainer.restore(store);
  await trainer.ready();
  const reports: TrainingReport[] = [];
  const run = { until: steps, batchSize, reportEvery, signal };
  try {
    const history = await trainer.fit(typeof data === 'function' ? data() : data, run);
    reports.push(...history.reports);
    return { trainer, reports, divergedAt: null };
  } catch (error) {
    if (error instanceof NonFiniteError) return { trainer, reports, divergedAt: error.lastFiniteStep };
    trainer.dispose();
    throw error;
  }
}
