import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { jobsOf } from '../experiments/experiment';
import { experimentOf } from '../experiments/experiments';
import { giveJobs } from './give-jobs';
import { usualRedis } from './job-queue';

// Gives an experiment's jobs to the workers, and writes what they find: npm run producer -- ring-grid --redis redis://HOST:6379

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    redis: { type: 'string', default: usualRedis },
    seeds: { type: 'string' },
    steps: { type: 'string' },
    out: { type: 'string', default: 'examples/experiments/results' },
  },
});

const experiment = experimentOf(positionals[0]);
const count = (value: string | undefined) => (value === undefined ? undefined : Number(value));
const jobs = jobsOf(experiment, { seeds: count(values.seeds), steps: count(values.steps) });
const redis = new Redis(values.redis, { maxRetriesPerRequest: null });
const failed = await giveJobs(experiment, jobs, { redis, out: values.out, log: console.log });
await redis.quit();
if (failed > 0) process.exitCode = 1;
