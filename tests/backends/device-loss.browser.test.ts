import * as tf from '@tensorflow/tfjs-core';
import { isGanCoreError } from 'gan-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { type Callback, Trainer, type TrainingOutcome } from 'gan-core/trainer';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { perceptron } from '../support/networks';
import { wasmPaths } from '../support/wasm-paths';

interface Device {
  readonly backend: 'webgl' | 'webgpu';
  /** Takes the device of the running backend away, as the browser may at any time. */
  lose(): void;
  readonly message: RegExp;
}

const devices: readonly Device[] = [
  {
    backend: 'webgl',
    lose() {
      const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } }).gpgpu;
      gl.getExtension('WEBGL_lose_context')!.loseContext();
    },
    message: /^Backend 'webgl': its WebGL context was lost: the browser took the GPU away\. /,
  },
  {
    backend: 'webgpu',
    lose: () => (tf.backend() as unknown as { device: { destroy(): void } }).device.destroy(),
    message: /^Backend 'webgpu': its WebGPU device was lost \(destroyed: Device was destroyed\)\. /,
  },
];

// Wide enough that tfjs's webgl doesn't compute it on the CPU.
const players = () => [perceptron(4, [64, 64], 2)(), perceptron(2, [64, 64], 1)()] as const;

const run = { steps: 8, reportEvery: 2 };

afterEach(() => vi.restoreAllMocks());

const within = <T>(milliseconds: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('hangs')), milliseconds)),
  ]);

describe.each(devices)('a lost device of $backend', ({ backend, lose, message }) => {
  /** A trainer that loses its device after step 3; what it read of its weights, report by report. */
  async function losing(hooks: Partial<Callback> = {}) {
    const active = await useBackend(backend);
    const [generator, discriminator] = players();
    const weights = () =>
      Promise.all([...generator.getWeights(), ...discriminator.getWeights()].map((each) => each.data()));
    const read = new Map([[0, await weights()]]);
    const outcomes: TrainingOutcome[] = [];
    const stepsAfter: number[] = [];
    let lost = false;
    const recorder: Callback = {
      name: 'recorder',
      onStepEnd(step) {
        if (lost) stepsAfter.push(step);
        if (step !== 3 || lost) return;
        lost = true;
        lose();
      },
      onReport: async ({ step }) => void read.set(step, await weights()),
      onTrainEnd: (outcome) => void outcomes.push(outcome),
      ...hooks,
    };
    const trainer = new Trainer({
      generator,
      discriminator,
      latent: normalLatent(4),
      generatorEma: { decay: 0.9 },
      seed: 1,
      callbacks: [recorder],
    });
    const release = () => {
      trainer.dispose();
      generator.dispose();
      discriminator.dispose();
      active.restore();
    };
    return { trainer, weights, read, outcomes, stepsAfter, release };
  }

  it('ends the run within steps by an error that names it and the fix; the weights are those of a report', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 60_000)); // a slow run: each report is kept
    const { trainer, weights, read, outcomes, stepsAfter, release } = await losing();
    const error = await within(
      100_000,
      trainer.fit(gaussianRing(), run).then(
        () => undefined,
        (caught) => caught,
      ),
    );
    if (!isGanCoreError(error, 'ERR_BACKEND')) throw error;
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`as they were after step ${trainer.step}, in the CPU's memory`);
    expect(error.message).toContain(`await useBackend('${backend}')`);
    expect(outcomes).toEqual([{ reason: 'failed', step: trainer.step, error }]);
    expect(stepsAfter.length).toBeLessThanOrEqual(2);
    expect(trainer.step).toBe(2);
    expect(await weights()).toEqual(read.get(trainer.step));
    expect(trainer.reports.every(({ step }) => step <= 3)).toBe(true);

    // Until someone starts it anew, the backend is refused, also for samples.
    await expect(trainer.fit(gaussianRing(), { steps: 1 })).rejects.toThrow(/was lost/);
    await expect(trainer.sample(2)).rejects.toThrow(/was lost/);
    release();
  });

  it.each(['the same backend', 'wasm'])(
    'the training goes on from there on %s, started anew',
    async (next) => {
      const { trainer, weights, release } = await losing();
      await expect(trainer.fit(gaussianRing(), run)).rejects.toThrow(message);
      const { step } = trainer;
      const kept = await weights();
      const active: ActiveBackend = await useBackend(next === 'wasm' ? 'wasm' : backend, { wasmPaths });
      const { reports, outcome } = await within(
        100_000,
        trainer.fit(gaussianRing(), { steps: 4, reportEvery: 2 }),
      );
      expect(outcome).toEqual({ reason: 'completed', step: step + 4 });
      for (const { discriminatorLoss } of reports) {
        expect(discriminatorLoss).toBeGreaterThan(0.5);
        expect(discriminatorLoss).toBeLessThan(2);
      }
      expect(await weights()).not.toEqual(kept);
      const samples = await trainer.sample(64);
      expect([...(await samples.data())].every(Number.isFinite)).toBe(true);
      samples.dispose();
      release();
      active.restore();
    },
  );

  it('is told of while a callback waits for the device, too', async () => {
    const { trainer, release } = await losing({
      onStepEnd: () => {},
      async onReport() {
        lose();
        const tensor = tf.tidy(() => tf.mul(tf.ones([64, 64]), 3));
        await tensor.data();
        await new Promise(() => {});
      },
    });
    await expect(within(100_000, trainer.fit(gaussianRing(), run))).rejects.toThrow(message);
    expect(trainer.step).toBeLessThanOrEqual(2);
    release();
  });
});
