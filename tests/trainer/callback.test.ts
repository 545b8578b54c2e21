import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { type Callback, Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';

onCpu();

const ring = gaussianRing();

/** A trainer whose hooks write their names, and a second callback that shows the order between the two. */
function recorded(extra: Partial<Callback> = {}) {
  const calls: string[] = [];
  const recorder: Callback = {
    name: 'recorder',
    onTrainBegin: ({ fromStep, toStep }) => void calls.push(`begin ${fromStep}-${toStep}`),
    onStepEnd: (step) => void calls.push(`step ${step}`),
    onReport: async ({ step }) => {
      await Promise.resolve();
      calls.push(`report ${step}`);
    },
    onException: (error) => void calls.push(`exception ${(error as Error).message}`),
    onTrainEnd: ({ reason, step, error }) =>
      void calls.push(`end ${reason} ${step}${error === undefined ? '' : ` ${(error as Error).message}`}`),
  };
  const second: Callback = { name: 'second', onTrainEnd: () => void calls.push('end of second'), ...extra };
  const trainer = new Trainer({
    generator: perceptron(2, [4], 2),
    discriminator: perceptron(2, [4], 1),
    latent: normalLatent(2),
    callbacks: [recorder, second],
  });
  return { trainer, calls };
}

const options = { steps: 3, reportEvery: 2, batchSize: 4 };

describe('the order of hooks', () => {
  it('for a normal end: begin, steps with reports between them, a last report, end', async () => {
    const { trainer, calls } = recorded();
    await trainer.fit(ring, options);
    expect(calls).toEqual([
      'begin 0-3',
      'step 1',
      'step 2',
      'report 2',
      'step 3',
      'report 3',
      'end completed 3',
      'end of second',
    ]);
    calls.length = 0;
    await trainer.fit(ring, { ...options, steps: 1 });
    expect(calls).toEqual(['begin 3-4', 'step 4', 'report 4', 'end completed 4', 'end of second']);
  });

  it('for stop(): the step is finished and reported, and fit resolves', async () => {
    const { trainer, calls } = recorded({
      onStepEnd: (step, running) => step === 1 && running.stop(),
    } as Partial<Callback>);
    const { outcome, reports } = await trainer.fit(ring, options);
    expect(outcome).toEqual({ reason: 'stopped', step: 1 });
    expect(reports).toHaveLength(1);
    expect(calls).toEqual(['begin 0-3', 'step 1', 'report 1', 'end stopped 1', 'end of second']);
  });

  it('for break: the run ends there', async () => {
    const { trainer, calls } = recorded();
    for await (const report of trainer.run(ring, options)) if (report.step === 2) break;
    expect(calls).toEqual(['begin 0-3', 'step 1', 'step 2', 'report 2', 'end stopped 2', 'end of second']);
    await expect(trainer.fit(ring, { ...options, steps: 1 })).resolves.toMatchObject({
      outcome: { step: 3 },
    });
  });

  it("for an abort: no report and no exception; fit rejects with the signal's reason", async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const { trainer, calls } = recorded({
      onStepEnd: (step) => step === 1 && abort.abort(reason),
    } as Partial<Callback>);
    await expect(trainer.fit(ring, { ...options, signal: abort.signal })).rejects.toBe(reason);
    expect(calls).toEqual(['begin 0-3', 'step 1', 'end aborted 1 enough', 'end of second']);
  });

  it('for an abort while the data keep it waiting: at once', async () => {
    const abort = new AbortController();
    const { trainer, calls } = recorded();
    async function* slow() {
      yield ring.sample(4, { normal: () => 0, integer: () => 0 } as never);
      setTimeout(() => abort.abort(), 10);
      await new Promise(() => {});
    }
    await expect(trainer.fit(slow(), { ...options, signal: abort.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(calls.at(-2)).toMatch(/^end aborted 1/);
  });

  it('for a throw: exception, then end, and the error comes out', async () => {
    const { trainer, calls } = recorded({
      onStepEnd: (step) => {
        if (step === 2) throw new Error('broken');
      },
    });
    await expect(trainer.fit(ring, options)).rejects.toThrow('broken');
    expect(calls).toEqual([
      'begin 0-3',
      'step 1',
      'step 2',
      'exception broken',
      'end failed 2 broken',
      'end of second',
    ]);
    await expect(trainer.fit(ring, { ...options, steps: 1 })).resolves.toMatchObject({
      outcome: { step: 3 },
    });
  });

  it('for the end of the data', async () => {
    const { trainer, calls } = recorded();
    function* two() {
      for (let batch = 0; batch < 2; batch++) yield tf.ones([4, 2]);
    }
    await expect(trainer.fit(two(), { ...options, reportEvery: 5 })).resolves.toMatchObject({
      outcome: { reason: 'data-ended', step: 2 },
    });
    expect(calls).toEqual(['begin 0-3', 'step 1', 'step 2', 'report 2', 'end data-ended 2', 'end of second']);
  });

  it('for bad input: none is called, for nothing began', async () => {
    const { trainer, calls } = recorded();
    await expect(trainer.fit(tf.ones([4, 3]), options)).rejects.toThrow(/^generator: makes samples of shape/);
    expect(calls).toEqual([]);
  });

  it('when a closing hook throws: the others are called all the same, and its error comes out', async () => {
    const { trainer, calls } = recorded({
      onTrainEnd: () => {
        throw new Error('in closing');
      },
    });
    await expect(trainer.fit(ring, options)).rejects.toThrow('in closing');
    expect(calls.at(-1)).toBe('end completed 3');
  });
});

describe('a run', () => {
  it('lets timers in: an abort from a timer is seen while steps are under way', async () => {
    const { trainer } = recorded();
    const signal = AbortSignal.timeout(200);
    await expect(trainer.fit(ring, { steps: 1_000_000, batchSize: 64, signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});
