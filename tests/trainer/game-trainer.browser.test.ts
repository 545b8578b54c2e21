import * as tf from '@tensorflow/tfjs-core';
import { isGanCoreError } from 'gan-core';
import { useBackend } from 'gan-core/backends';
import { nonSaturatingLoss } from 'gan-core/losses';
import type { GameCallback } from 'gan-core/trainer';
import { GameTrainer } from 'gan-core/trainer';
import { afterEach, expect, it, vi } from 'vitest';
import { perceptron } from '../support/networks';
import { wasmPaths } from '../support/wasm-paths';
import { latent, ring } from './updates/adversarial-game';

const loss = nonSaturatingLoss();

/** The usual game, wide enough that tfjs's webgl doesn't compute it on the CPU. */
function newGame(callbacks: readonly GameCallback[] = []) {
  return new GameTrainer({
    networks: { g: perceptron(4, [64, 64], 2), d: perceptron(2, [64, 64], 1) },
    updates: [
      {
        name: 'd',
        trains: ['d'],
        loss: ({ networks: { g, d }, batch: { real }, random, withoutGradients }) => {
          const fake = withoutGradients(() => g(latent.sample(real!.shape[0]!, random)));
          return loss.discriminator({ real: d(real!), fake: d(fake) });
        },
      },
      {
        name: 'g',
        trains: ['g'],
        loss: ({ networks: { g, d }, random }) => loss.generator({ fake: d(g(latent.sample(64, random))) }),
      },
    ],
    seed: 1,
    callbacks,
  });
}

const weightsOf = async (trainer: ReturnType<typeof newGame>) => {
  const { g, d } = (await trainer.ready()).networks;
  return Promise.all([...g.getWeights(), ...d.getWeights()].map((each) => each.data()));
};

afterEach(() => vi.restoreAllMocks());

it("a game whose GPU is lost is back as of a report, in the CPU's memory, and goes on elsewhere", async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 60_000)); // a slow run: each report is kept
  const onWebgl = await useBackend('webgl');
  const read = new Map<number, unknown>();
  const trainer = newGame([
    {
      name: 'loser',
      onStepEnd(step) {
        if (step !== 3 || tf.getBackend() !== 'webgl') return;
        const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } }).gpgpu;
        gl.getExtension('WEBGL_lose_context')!.loseContext();
      },
      onReport: async ({ step }) => void read.set(step, await weightsOf(trainer)),
    },
  ]);
  const error = await trainer.fit(ring, { steps: 8, reportEvery: 2 }).catch((caught: unknown) => caught);
  if (!isGanCoreError(error, 'ERR_BACKEND')) throw error;
  expect(error.message).toContain("as they were after step 2, in the CPU's memory");
  expect(trainer.step).toBe(2);
  expect(await weightsOf(trainer)).toEqual(read.get(2));
  const onWasm = await useBackend('wasm', { wasmPaths });
  const { reports, outcome } = await trainer.fit(ring, { steps: 4, reportEvery: 2 });
  expect(outcome).toEqual({ reason: 'completed', step: 6 });
  for (const { losses } of reports) expect(losses.d).toBeGreaterThan(0.5);
  trainer.dispose();
  onWasm.restore();
  onWebgl.restore();
});

it('a game on webgl trains as on wasm, but for rounding', async () => {
  const played = [];
  for (const backend of ['webgl', 'wasm'] as const) {
    const active = await useBackend(backend, backend === 'wasm' ? { wasmPaths } : {});
    const trainer = newGame();
    const before = tf.memory().numTensors;
    const { reports } = await trainer.fit(ring, { steps: 6, reportEvery: 3 });
    played.push(reports.map(({ losses }) => losses));
    expect((await weightsOf(trainer)).length).toBe(12);
    const kept = tf.memory().numTensors;
    await trainer.fit(ring, { steps: 6, reportEvery: 3 });
    expect(tf.memory().numTensors).toBe(kept);
    expect(kept).toBeGreaterThan(before);
    trainer.dispose();
    active.restore();
  }
  const [webgl, wasm] = played;
  for (const [index, losses] of webgl!.entries()) {
    expect(losses.d).toBeCloseTo(wasm![index]!.d!, 3);
    expect(losses.g).toBeCloseTo(wasm![index]!.g!, 3);
  }
});
