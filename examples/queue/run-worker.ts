import { type Job as QueuedJob, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Experiment, JobRecord } from '../experiments/experiment';
import { type Job, jobName, version } from '../experiments/job';
import { thisMachine } from '../experiments/run-jobs';
import { checkpointsKey, queueName } from './job-queue';
import { redisStore } from './redis-store';

/** How a worker works. */
export interface WorkerSettings {
  /** Its own connection, with `maxRetriesPerRequest: null`. */
  readonly redis: Redis;
  readonly experimentOf: (name: string) => Experiment;
  readonly checkpointEvery: number;
  /**
   * Milliseconds after a worker's last sign of life that its job goes to another one. A sign is given in every quarter, between two
   * steps: so this must be several times the longest step, or living workers lose their jobs.
   */
  readonly lockMs: number;
  readonly log: (line: string) => void;
}

/** A job may lose its worker so often. BullMQ's own limit is 1: a job that was killed twice would count as failed. */
const maxStalledCount = 1e6;

/**
 * Takes jobs from the queue, one at a time, for as long as the process lives. It may be killed at any moment: its job is then given to
 * another worker, which goes on from the last checkpoint.
 */
export function runWorker({ redis, experimentOf, checkpointEvery, lockMs, log }: WorkerSettings): Worker {
  const run = async ({ data: job }: QueuedJob<Job>, _token?: string, signal?: AbortSignal) => {
    const store = redisStore(redis, checkpointsKey(job));
    const from = (await store.list()).at(-1)?.step ?? 0;
    log(`${jobName(job)} from step ${from}: seed ${job.seed}, ${JSON.stringify(job.settings)}`);
    const started = performance.now();
    const place = { store, checkpointEvery, signal: signal! };
    const result = await experimentOf(job.experiment).run(job, place);
    signal!.throwIfAborted();
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    return { name: jobName(job), ...job, version, machine: thisMachine(), result, seconds };
  };
  const worker = new Worker<Job, JobRecord>(queueName, run, {
    connection: redis,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    maxStalledCount,
  });
  // Another worker has the job by now: what this one still did would be in its way.
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids)
      worker.cancelJob(id, 'Another worker took the job over: this one was silent for too long.');
  });
  worker.on('completed', async ({ data }) => {
    log(`${jobName(data)} done`);
    await redis.del(checkpointsKey(data));
  });
  worker.on('failed', (job, error) => log(`${job ? jobName(job.data) : 'a job'} failed: ${error.stack}`));
  worker.on('error', (error) => log(error.message));
  return worker;
}
