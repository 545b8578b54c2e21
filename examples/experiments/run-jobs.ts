import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, platform, release } from 'node:os';
import { join } from 'node:path';
import { fileStore } from 'gan-core/node';
import type { Experiment, JobRecord, Machine } from './experiment';
import { type Job, jobName, version } from './job';
import { type LockTimes, lockJob } from './job-lock';

/** How jobs are run. */
export interface RunOptions {
  /** The folder for results; each experiment has one of its own in it. */
  readonly out: string;
  readonly checkpointEvery: number;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly lockTimes?: LockTimes;
}

/** How it went with each of the jobs. */
export type JobOutcome = 'done' | 'was there' | 'busy elsewhere' | 'failed';

/** Runs those of an experiment's jobs that have no result yet and that no other process has. A job that fails ends no other. */
export async function runJobs(
  experiment: Experiment,
  jobs: readonly Job[],
  options: RunOptions,
): Promise<Record<JobOutcome, number>> {
  const counts: Record<JobOutcome, number> = { done: 0, 'was there': 0, 'busy elsewhere': 0, failed: 0 };
  for (const [index, job] of jobs.entries()) {
    options.signal.throwIfAborted();
    const outcome = await runJob(experiment, job, options);
    counts[outcome]++;
    if (outcome !== 'was there')
      options.log(
        `${index + 1} of ${jobs.length}: ${outcome}, seed ${job.seed}, ${JSON.stringify(job.settings)}`,
      );
  }
  return counts;
}

async function runJob(experiment: Experiment, job: Job, options: RunOptions): Promise<JobOutcome> {
  const name = jobName(job);
  const folder = join(options.out, experiment.name);
  const [file, checkpoints] = [join(folder, `${name}.json`), join(folder, `${name}.checkpoints`)];
  if (existsSync(file)) return 'was there';
  const lock = await lockJob(folder, name, options.lockTimes);
  if (!lock) return existsSync(file) ? 'was there' : 'busy elsewhere';
  try {
    if (existsSync(file)) return 'was there'; // finished by another since it was looked for
    await mkdir(checkpoints, { recursive: true });
    const signal = AbortSignal.any([options.signal, lock.lost]);
    const { checkpointEvery } = options;
    const started = performance.now();
    const result = await experiment.run(job, { store: fileStore(checkpoints), checkpointEvery, signal });
    signal.throwIfAborted();
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    await writeRecord(file, { name, ...job, version, machine: thisMachine(), result, seconds });
    await rm(checkpoints, { recursive: true, force: true });
    return 'done';
  } catch (error) {
    options.signal.throwIfAborted();
    if (lock.lost.aborted) return 'busy elsewhere';
    options.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 'failed';
  } finally {
    await lock.release();
  }
}

/** Writes a result, whole or not at all, a line for each part. */
export async function writeRecord(file: string, record: JobRecord): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const lines = Object.entries(record).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  await writeFile(temporary, `{\n${lines.join(',\n')}\n}\n`);
  await rename(temporary, file);
}

/** What this process runs on. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    system: `${platform()} ${release()}`,
    node: process.version,
  };
}
