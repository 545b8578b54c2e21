import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { experimentOf } from '../experiments/experiments';
import { usualRedis } from './job-queue';
import { runWorker } from './run-worker';

// Works on experiments' jobs, until it is ended: npm run worker -- --redis redis://HOST:6379
// One for each core, on as many machines as there are.

const { values } = parseArgs({
  options: {
    redis: { type: 'string', default: usualRedis },
    'checkpoint-every': { type: 'string', default: '500' },
    'lock-ms': { type: 'string', default: '60000' },
  },
});

runWorker({
  redis: new Redis(values.redis, { maxRetriesPerRequest: null }),
  experimentOf,
  checkpointEvery: Number(values['checkpoint-every']),
  lockMs: Number(values['lock-ms']),
  log: console.log,
});
