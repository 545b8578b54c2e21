import { earlyStop, evaluate } from 'gan-core/callbacks';
import type { Callback, RunningTrainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { newTrainer, ring } from '../trainer/small-trainer';
import { newGame } from '../trainer/updates/adversarial-game';

onCpu();

const run = { steps: 10, reportEvery: 2, batchSize: 4 };

/** A metric of numbers that are given. */
function numbers(...values: number[]) {
  const rest = [...values];
  return async () => rest.shift() ?? Number.NaN;
}

describe('evaluate', () => {
  it('is due at the first report from each multiple on, and at the end', async () => {
    const metric = evaluate({ metric: numbers(1, 2, 3, 4), every: 3, name: 'mine' });
    const trainer = newTrainer({ callbacks: [metric] });
    await trainer.fit(ring, run); // reports at 2, 4, 6, 8, 10
    expect(metric.rows.map(({ step, results }) => [step, results])).toEqual([
      [4, { mine: 1 }],
      [6, { mine: 2 }],
      [10, { mine: 3 }],
    ]);
    expect(metric.rows.every(({ seconds, timestamp }) => seconds >= 0 && timestamp > 1.7e9)).toBe(true);
    await trainer.fit(ring, { ...run, steps: 1 });
    expect(metric.rows.map(({ step }) => step)).toEqual([4, 6, 10, 11]);
    trainer.dispose();
  });

  it('is made at the end of a run that was stopped, not of one that failed', async () => {
    const metric = evaluate({ metric: numbers(1, 2), every: 100 });
    let [stopAt, failAt] = [3, 0];
    const trainer = newTrainer({
      callbacks: [
        metric,
        {
          name: 'end',
          onStepEnd(step, running) {
            if (step === stopAt) running.stop();
            if (step === failAt) throw new Error('no luck');
          },
        },
      ],
    });
    await trainer.fit(ring, run);
    expect(metric.rows.map(({ step }) => step)).toEqual([3]);
    [stopAt, failAt] = [0, 5];
    await expect(trainer.fit(ring, run)).rejects.toThrow('no luck');
    expect(metric.rows.map(({ step }) => step)).toEqual([3]);
    trainer.dispose();
  });

  it('takes estimates and records, and refuses anything else', async () => {
    const estimate = evaluate({
      name: 'js',
      every: 4,
      metric: (trainer: RunningTrainer) => trainer.measure(ring, { samples: 40, by: 'energy' }),
    });
    const record = evaluate({ name: 'pr', every: 4, metric: () => ({ precision: 0.5, recall: 0.25 }) });
    const trainer = newTrainer({ callbacks: [estimate, record] });
    await trainer.fit(ring, { ...run, steps: 4 });
    const [row] = estimate.rows;
    expect(row!.interval![0]).toBeLessThanOrEqual(row!.results.js!);
    expect(row!.interval![1]).toBeGreaterThanOrEqual(row!.results.js!);
    expect(record.rows[0]!.results).toEqual({ precision: 0.5, recall: 0.25 });
    trainer.dispose();
    const bad = newTrainer({ callbacks: [evaluate({ every: 2, metric: (() => 'ten') as never })] });
    await expect(bad.fit(ring, run)).rejects.toThrow(
      "metric: 'metric' gave the string 'ten'; expected a number",
    );
    bad.dispose();
  });

  it('changes nothing in training, and works in a game', async () => {
    const draw = async (trainer: { sample(count: number): Promise<{ dispose(): void; size: number }> }) => {
      const samples = await trainer.sample(3);
      samples.dispose();
      return samples.size;
    };
    const watched = newGame({ callbacks: [evaluate({ metric: draw, every: 2 })] });
    const plain = newGame({});
    const reports = async (game: typeof plain) =>
      (await game.fit(ring, run)).reports.map(({ losses }) => losses);
    expect(await reports(watched)).toEqual(await reports(plain));
    watched.dispose();
    plain.dispose();
  });
});

describe('earlyStop', () => {
  const stopped = async (...callbacks: Callback[]) => {
    const trainer = newTrainer({ callbacks });
    const { outcome } = await trainer.fit(ring, { steps: 100, reportEvery: 1, batchSize: 4 });
    trainer.dispose();
    return outcome.step;
  };

  it('goes by a function, in either direction, and by the least change that counts', async () => {
    const values = [5, 4, 3.9, 3.8, 2, 2, 2, 2, 2];
    const by = () => values[next++] ?? 2;
    let next = 0;
    const stop = earlyStop({ by, patience: 3 });
    expect(await stopped(stop)).toBe(8); // 2 at step 5, then three without a gain
    expect(stop.best).toEqual({ step: 5, value: 2 });
    next = 0;
    expect(await stopped(earlyStop({ by, patience: 2, minDelta: 0.5 }))).toBe(4); // 3.9 and 3.8 are no gain
    next = 0;
    expect(await stopped(earlyStop({ by, patience: 2, mode: 'max' }))).toBe(3);
  });

  it('counts what is there alone: an evaluation by its rows', async () => {
    const metric = evaluate({ name: 'fid', every: 4, metric: numbers(9, 8, 8, 8, 1) });
    expect(await stopped(metric, earlyStop({ by: metric, patience: 2 }))).toBe(16);
    const pair = evaluate({ name: 'pr', every: 2, metric: () => ({ precision: 1, recall: 1 }) });
    expect(await stopped(pair, earlyStop({ by: pair, result: 'recall', patience: 1, mode: 'max' }))).toBe(4);
    expect(await stopped(earlyStop({ by: ({ step }) => (step % 5 === 0 ? 1 : null), patience: 2 }))).toBe(15);
  });

  it('takes NaN for no improvement', async () => {
    expect(await stopped(earlyStop({ by: () => Number.NaN, patience: 4 }))).toBe(4);
  });

  it('refuses a name that the reports lack, and knows those that come at times', async () => {
    await expect(stopped(earlyStop({ by: 'generatorLos' }))).rejects.toThrow(
      /^by: got 'generatorLos', which the reports don't have; expected measured, or one of discriminatorLoss, /,
    );
    const stop = earlyStop({ by: 'measured', patience: 1 });
    const trainer = newTrainer({ callbacks: [stop] });
    const { outcome } = await trainer.fit(ring, { steps: 3, reportEvery: 1, batchSize: 4 });
    expect([outcome.step, stop.best]).toEqual([3, undefined]);
    trainer.dispose();
  });
});
