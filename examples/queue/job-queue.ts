import { type Job, jobName, version } from '../experiments/job';

/** The queue's name. Workers see jobs of their own version of gan-core alone: others would give other results. */
export const queueName = `gan-core-${version}`;

/** The id of a job in the queue: by its name, so that BullMQ takes it once. (A name may be all digits, which BullMQ refuses.) */
export const queueId = (job: Job): string => `job-${jobName(job)}`;

/** Where a job's checkpoints are in Redis. */
export const checkpointsKey = (job: Job): string => `gan-core:checkpoints:${jobName(job)}`;

/** Where Redis is, unless told otherwise. */
export const usualRedis = 'redis://127.0.0.1:6379';
