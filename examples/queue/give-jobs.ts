import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Experiment, JobRecord } from '../experiments/experiment';
import { type Job, jobName } from '../experiments/job';
import { writeRecord } from '../experiments/run-jobs';
import { queueId, queueName } from './job-queue';

/** Where the jobs go, and their results. */
export interface GivingOptions {
  readonly redis: Redis;
  /** The folder for results, as `npm run experiment` has it. */
  readonly out: string;
  readonly log: (line: string) => void;
}

/** How often a job is tried that throws, and for how many seconds its result stays in Redis: a week. */
const usual = { attempts: 3, removeOnComplete: { age: 7 * 24 * 3600 } };

/**
 * Gives an experiment's jobs to the queue, those that have no result yet, waits for the workers and writes what they found. It may be
 * killed and started again: a job that is in the queue, or was done, isn't given twice.
 *
 * @returns how many failed
 */
export async function giveJobs(
  { name }: Experiment,
  jobs: readonly Job[],
  { redis, out, log }: GivingOptions,
): Promise<number> {
  const folder = join(out, name);
  await mkdir(folder, { recursive: true });
  const fileOf = (job: Job) => join(folder, `${jobName(job)}.json`);
  const missing = jobs.filter((job) => !existsSync(fileOf(job)));
  log(`${jobs.length - missing.length} of ${jobs.length} jobs were done before`);
  const queue = new Queue<Job, JobRecord>(queueName, { connection: redis });
  const events = new QueueEvents(queueName, { connection: redis });
  let failed = 0;
  try {
    await events.waitUntilReady();
    const given = await queue.addBulk(
      missing.map((job) => ({ name, data: job, opts: { jobId: queueId(job), ...usual } })),
    );
    for (const each of given) if (await each.isFailed()) await each.retry(); // failed when it was given before
    for (const [index, each] of given.entries()) {
      try {
        await writeRecord(fileOf(missing[index]!), await each.waitUntilFinished(events));
        log(`${index + 1} of ${given.length}: done`);
      } catch (error) {
        failed++;
        log(`${index + 1} of ${given.length}: failed, ${(error as Error).message}`);
      }
    }
  } finally {
    await events.close();
    await queue.close();
  }
  return failed;
}
