import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { BackendError } from 'gan-core';
import { normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../support/networks';
import { onCpu } from '../support/on-cpu';
import { options, ring } from './bad-input-options';

onCpu();

describe('what can not be done now is refused', () => {
  it('a second run beside the first', async () => {
    const trainer = new Trainer(options());
    const first = trainer.fit(ring, { steps: 2 });
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(/^trainer: is running/);
    expect(() => trainer.dispose()).toThrow(/^trainer: is running/);
    await first;
  });

  it('a run after dispose', async () => {
    const trainer = new Trainer(options());
    trainer.dispose();
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(/^trainer: was disposed of/);
  });

  it('packs that the batch or the discriminator does not fit', async () => {
    const packing = 2;
    const fitting = { ...options(), discriminator: perceptron(4, [8], 1), packing };
    await expect(new Trainer(fitting).fit(ring, { steps: 1, batchSize: 7 })).rejects.toThrow(
      /^packing: got 2 with a batch of 7 samples; expected a divisor of it/,
    );
    await expect(new Trainer({ ...options(), packing }).fit(ring, { steps: 1 })).rejects.toThrow(
      /^discriminator: refused samples of shape \[2\] in packs of 2 from the data/,
    );
    const batches = [4, 3].map((size) => tf.ones([size, 2]));
    await expect(new Trainer(fitting).fit(batches, { steps: 2 })).rejects.toThrow(
      /^data: gave a batch of 3 samples; expected a multiple of 2, the `packing`/,
    );
    tf.dispose(batches);
  });

  it('samples of noise that does not fit', async () => {
    const trainer = new Trainer(options());
    await trainer.ready();
    const fitting = await trainer.sample(2, { latent: tf.zeros([2, 4]) });
    expect(fitting.shape).toEqual([2, 2]);
    await expect(trainer.sample(2, { latent: tf.zeros([3, 4]) })).rejects.toThrow(
      /^latent: got .* \[3,4\] as noise; expected \[2,4\]/,
    );
  });

  it('samples that are none', async () => {
    await expect(new Trainer(options()).sample(0)).rejects.toThrow(/^count: got 0/);
  });

  it('a trainer on another backend while one runs', async () => {
    const first = new Trainer({ ...options(), backend: 'cpu' });
    const second = new Trainer({ ...options(), backend: 'wasm' });
    for await (const _ of first.run(ring, { steps: 2, reportEvery: 1 })) {
      await expect(second.fit(ring, { steps: 1 })).rejects.toThrow(BackendError);
      await expect(second.sample(1)).rejects.toThrow(/^Backend 'wasm': another trainer runs on 'cpu'/);
    }
    await expect(second.fit(ring, { steps: 1 })).resolves.toMatchObject({ outcome: { reason: 'completed' } });
    expect(tf.getBackend()).toBe('wasm');
    second.dispose();
    await tf.setBackend('cpu');
  });

  it("auto takes the running trainer's backend, and a name that means the same is fine", async () => {
    const first = new Trainer({ ...options(), backend: 'cpu' });
    const [auto, same] = [
      new Trainer({ ...options(), backend: 'auto' }),
      new Trainer({ ...options(), backend: 'cpu' }),
    ];
    for await (const _ of first.run(ring, { steps: 1 })) {
      await auto.fit(ring, { steps: 1 });
      await same.fit(ring, { steps: 1 });
      expect(tf.getBackend()).toBe('cpu');
    }
  });

  it('a hot hook that is not synchronous', async () => {
    const onStepEnd = (async () => {
      throw new Error('lost');
    }) as never;
    const trainer = new Trainer({ ...options(), callbacks: [{ name: 'slow', onStepEnd }] });
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(
      /^callbacks: 'slow' has an onStepEnd that returns a promise/,
    );
  });

  it('a network for which the backend lacks a kernel: a BackendError that names it, and the fix', async () => {
    const weight = tf.variable(tf.scalar(1));
    const discriminator = {
      trainableWeights: [weight],
      apply: (x: tf.Tensor) => tf.mul(tf.real(tf.fft(tf.complex(x, tf.zerosLike(x)))), weight),
    };
    const trainer = new Trainer({ ...options(), discriminator, backend: 'wasm' });
    await expect(trainer.fit(ring, { steps: 1 })).rejects.toThrow(
      /^Backend 'wasm': has no kernel \w+, which these networks need: use another backend/,
    );
    trainer.dispose();
    await tf.setBackend('cpu');
  });

  it("a network that tfjs's own wasm backend can't train: the fix is gan-core's kernels", async () => {
    await tf.setBackend('wasm');
    const { conv2d, flatten, dense } = tfl.layers;
    const trainer = new Trainer({
      generator: tfl.sequential({
        layers: [dense({ units: 16, inputShape: [2] }), tfl.layers.reshape({ targetShape: [4, 4, 1] })],
      }),
      discriminator: tfl.sequential({
        layers: [
          conv2d({ filters: 1, kernelSize: 3, inputShape: [4, 4, 1] }),
          flatten(),
          dense({ units: 1 }),
        ],
      }),
      latent: normalLatent(2),
    });
    await expect(trainer.fit(tf.zeros([4, 4, 4, 1]), { steps: 1, batchSize: 2 })).rejects.toThrow(
      /^Backend 'wasm': has no kernel \w+, .* pass `backend: 'wasm'` to the Trainer, or await useBackend/,
    );
    trainer.dispose();
    await tf.setBackend('cpu');
  });

  it('a convolution on wasm is none of them any more: it trains', async () => {
    const trainer = new Trainer({
      generator: perceptron(4, [], 64),
      discriminator: () =>
        tfl.sequential({
          layers: [
            tfl.layers.reshape({ targetShape: [8, 8, 1], inputShape: [64] }),
            tfl.layers.conv2d({ filters: 2, kernelSize: 3, activation: 'relu' }),
            tfl.layers.flatten(),
            tfl.layers.dense({ units: 1 }),
          ],
        }),
      latent: normalLatent(4),
      backend: 'wasm',
    });
    const { reports } = await trainer.fit(tf.ones([4, 64]), { steps: 3 });
    expect(Number.isFinite(reports[0]!.discriminatorLoss)).toBe(true);
    trainer.dispose();
    await tf.setBackend('cpu');
  });

  it('training without any backend', async () => {
    const ready = tf.engine().ready;
    tf.engine().ready = () => Promise.reject(new Error('No backend found in registry.'));
    await expect(new Trainer(options()).fit(ring, { steps: 1 })).rejects.toThrow(
      /pass `backend: 'wasm'` to the Trainer/,
    );
    tf.engine().ready = ready;
  });
});
