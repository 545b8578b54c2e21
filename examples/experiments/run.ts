import { parseArgs } from 'node:util';
import { jobsOf } from './experiment';
import { experimentOf } from './experiments';
import { type Shard, shardOf } from './job';
import { runJobs } from './run-jobs';

// Runs an experiment's jobs that have no result yet: npm run experiment -- ring-grid --shard 1/4
// --only '"mixture":"ring"' takes the jobs alone whose settings, as JSON, have these letters.
// As many processes as there are cores, or machines with a folder in common, may do so at once.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shard: { type: 'string', default: '1/1' },
    seeds: { type: 'string' },
    steps: { type: 'string' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: 'examples/experiments/results' },
    'checkpoint-every': { type: 'string', default: '500' },
  },
});

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Error(name)));

try {
  const experiment = experimentOf(positionals[0]);
  const options = { seeds: count('seeds', values.seeds), steps: count('steps', values.steps) };
  const wanted = jobsOf(experiment, options).filter((job) =>
    JSON.stringify(job.settings).includes(values.only),
  );
  const counts = await runJobs(experiment, shardOf(wanted, shard(values.shard)), {
    out: values.out,
    checkpointEvery: count('checkpoint-every', values['checkpoint-every'])!,
    signal: stop.signal,
    log: console.log,
  });
  console.log(
    Object.entries(counts)
      .map(([outcome, number]) => `${number} ${outcome}`)
      .join(', '),
  );
  if (counts.failed > 0) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function count(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new Error(`--${option} is ${value}; expected a whole number from 1 on.`);
}

function shard(value: string): Shard {
  const [, index, all] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(value) ?? [];
  if (Number(index) <= Number(all)) return { index: Number(index), count: Number(all) };
  throw new Error(`--shard is ${value}; expected i/n with i from 1 to n, such as 1/4.`);
}
