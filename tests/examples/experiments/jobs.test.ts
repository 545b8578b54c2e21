import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Experiment, jobsOf } from '../../../examples/experiments/experiment';
import { jobName, shardOf } from '../../../examples/experiments/job';
import { lockJob } from '../../../examples/experiments/job-lock';
import { runJobs } from '../../../examples/experiments/run-jobs';

const newFolder = () => mkdtempSync(join(tmpdir(), 'gan-core-jobs-'));
const quiet = { checkpointEvery: 10, signal: new AbortController().signal, log: () => {} };

function counting(run: (seed: number) => unknown = (seed) => seed): Experiment & { readonly ran: number[] } {
  const ran: number[] = [];
  return {
    ran,
    name: 'counting',
    question: 'How often is a job run?',
    seeds: 2,
    settings: ({ steps = 5 }) => ['a', 'b', 'c'].map((letter) => ({ letter, steps })),
    async run({ seed }) {
      ran.push(seed);
      return run(seed);
    },
    report: async () => ({ tables: [], pictures: [], findings: [] }),
  };
}

describe('jobName', () => {
  const job = { experiment: 'e', settings: { a: 1, b: { c: [2, 3], d: 'x' } }, seed: 1 };

  it("doesn't hear the order of keys, and hears all else", () => {
    const reordered = { seed: 1, settings: { b: { d: 'x', c: [2, 3] }, a: 1 }, experiment: 'e' };
    expect(jobName(reordered)).toBe(jobName(job));
    const others = [
      { ...job, seed: 2 },
      { ...job, experiment: 'f' },
      { ...job, settings: { a: 1, b: { c: [3, 2], d: 'x' } } },
      { ...job, settings: { a: '1', b: { c: [2, 3], d: 'x' } } },
    ];
    expect(new Set([job, ...others].map(jobName)).size).toBe(5);
    expect(jobName(job)).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('shardOf', () => {
  it('gives each job to one shard', () => {
    const jobs = jobsOf(counting(), { seeds: 3 });
    expect(jobs).toHaveLength(9);
    const shards = [1, 2, 3, 4].map((index) => shardOf(jobs, { index, count: 4 }));
    expect(shards.map(({ length }) => length)).toEqual([3, 2, 2, 2]);
    expect(new Set(shards.flat().map(jobName)).size).toBe(9);
  });
});

describe('runJobs', () => {
  it('runs a job once, however often it is given', async () => {
    const [out, experiment] = [newFolder(), counting()];
    const jobs = jobsOf(experiment);
    const first = await runJobs(experiment, [...jobs, jobs[0]!], { ...quiet, out });
    expect(first).toEqual({ done: 6, 'was there': 1, 'busy elsewhere': 0, failed: 0 });
    const again = await runJobs(experiment, jobs, { ...quiet, out });
    expect(again['was there']).toBe(6);
    expect(experiment.ran).toHaveLength(6);
    const files = readdirSync(join(out, 'counting'));
    expect(files.sort()).toEqual(jobs.map((job) => `${jobName(job)}.json`).sort());
    const record = JSON.parse(readFileSync(join(out, 'counting', `${jobName(jobs[5]!)}.json`), 'utf8'));
    expect(record).toMatchObject({ ...jobs[5], result: 2, version: '0.1.0' });
  });

  it('shares jobs out among processes that run at once', async () => {
    const [out, experiment] = [newFolder(), counting(() => new Promise((done) => setTimeout(done, 20, 1)))];
    const jobs = jobsOf(experiment);
    const counts = await Promise.all([1, 2, 3].map(() => runJobs(experiment, jobs, { ...quiet, out })));
    expect(experiment.ran).toHaveLength(6);
    expect(counts.reduce((total, { done }) => total + done, 0)).toBe(6);
  });

  it('goes on after a job that fails, which leaves no result and no lock', async () => {
    const out = newFolder();
    const experiment = counting((seed) => {
      if (seed === 1) throw new Error('seed 1 fails');
      return seed;
    });
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    const counts = await runJobs(experiment, jobsOf(experiment), { ...quiet, out, log });
    expect(counts).toMatchObject({ done: 3, failed: 3 });
    expect(lines.join()).toContain('seed 1 fails');
    const left = readdirSync(join(out, 'counting'));
    expect(left.filter((file) => file.endsWith('.json'))).toHaveLength(3);
    expect(left.some((file) => file.includes('.lock-'))).toBe(false);
  });
});

describe('lockJob', () => {
  const times = { heartbeatMs: 20, staleMs: 10_000 };

  it('gives a job to one of many who ask at once', async () => {
    const folder = newFolder();
    const locks = await Promise.all(Array.from({ length: 20 }, () => lockJob(folder, 'job', times)));
    const owners = locks.filter((lock) => lock !== undefined);
    expect(owners).toHaveLength(1);
    await owners[0]!.release();
    expect(readdirSync(folder)).toEqual([]);
    const next = await lockJob(folder, 'job', times);
    expect(next).toBeDefined();
    await next!.release();
  });

  it('gives a stale lock to one of many, and the silent owner hears of it', async () => {
    const folder = newFolder();
    const silent = (await lockJob(folder, 'job', { heartbeatMs: 60, staleMs: 10_000 }))!;
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(folder, 'job.lock-0'), longAgo, longAgo);
    const locks = await Promise.all(Array.from({ length: 10 }, () => lockJob(folder, 'job', times)));
    expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1);
    if (!silent.lost.aborted) await once(silent.lost, 'abort');
    await silent.release();
    for (const lock of locks) await lock?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('shows a sign of life, so that a long job stays its own', async () => {
    const folder = newFolder();
    const lock = (await lockJob(folder, 'job', { heartbeatMs: 10, staleMs: 10_000 }))!;
    const path = join(folder, 'job.lock-0');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path, longAgo, longAgo);
    await new Promise((done) => setTimeout(done, 200));
    expect(await lockJob(folder, 'job', times)).toBeUndefined();
    expect(lock.lost.aborted).toBe(false);
    await lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it('takes over at once what a killed process held', async () => {
    const folder = newFolder();
    const program = join(folder, 'hold.mts');
    const source = JSON.stringify(join(process.cwd(), 'examples/experiments/job-lock.ts'));
    const hold = `await lockJob(${JSON.stringify(folder)}, 'job');\nprocess.send('locked');`;
    writeFileSync(program, `import { lockJob } from ${source};\n${hold}\n`);
    const child = fork(program, { execArgv: ['--import', 'tsx'], cwd: process.cwd() });
    await once(child, 'message');
    expect(await lockJob(folder, 'job', times)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockJob(folder, 'job', times);
    expect(lock).toBeDefined();
    await lock!.release();
  });
});
