import * as tf from '@tensorflow/tfjs-core';
import { decodeCheckpoint, encodeCheckpoint, memoryStore } from 'gan-core/checkpoints';
import { sgd } from 'gan-core/optimizers';
import { type Callback, Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { perceptron } from '../../support/networks';
import { onCpu } from '../../support/on-cpu';
import { newGame } from '../updates/adversarial-game';
import { fiveSteps, options, ring } from './small-game';

onCpu();

const weightsOf = async (trainer: Trainer) => {
  const { generator, discriminator } = await trainer.ready();
  return [generator, discriminator].flatMap((model) =>
    (model as unknown as { getWeights(): tf.Tensor[] }).getWeights().map((weight) => [...weight.dataSync()]),
  );
};

describe('trainer.restore', () => {
  it('gives null where the store has nothing yet, and tells which steps it has', async () => {
    const trainer = new Trainer(options());
    expect(await trainer.restore(memoryStore())).toBeNull();
    await expect(trainer.restore(await fiveSteps(), { which: 4 })).rejects.toThrow(/which.*4.*steps 5/);
    trainer.dispose();
  });

  it('without data: samples are those of the saved generator', async () => {
    const store = memoryStore();
    const first = new Trainer(options());
    await first.fit(ring, { steps: 5 });
    await first.save(store);
    const second = new Trainer(options());
    await second.restore(store);
    expect(second.step).toBe(5);
    const [one, other] = await Promise.all([first.sample(3, { seed: 1 }), second.sample(3, { seed: 1 })]);
    expect([...other.dataSync()]).toEqual([...one.dataSync()]);
    first.dispose();
    second.dispose();
  });

  it.each([
    [
      'another width',
      options({ generator: perceptron(3, [6], 2) }),
      /kernel, float32 \[3,5\] as weight 0 of generator; expected kernel, float32 \[3,6\]/,
    ],
    [
      'more layers',
      options({ discriminator: perceptron(2, [5, 5], 1) }),
      /4 weights of discriminator; expected 6/,
    ],
    [
      'another optimizer',
      options({ generatorOptimizer: sgd({ learningRate: 1e-3 }) }),
      /generatorOptimizer by adam; expected sgd/,
    ],
    ['an average', options({ generatorEma: { decay: 0.9 } }), /generatorEma/],
    [
      'samples of another size',
      options({ generator: perceptron(3, [5], 3), discriminator: perceptron(3, [5], 1) }),
      /another game/,
    ],
  ])('refuses a game with %s, and leaves all as it was', async (_, other, message) => {
    const store = await fiveSteps();
    const trainer = new Trainer(other);
    const before = tf.memory().numTensors;
    await trainer.ready();
    const weights = await weightsOf(trainer);
    await expect(trainer.restore(store)).rejects.toThrow(message);
    expect(trainer.step).toBe(0);
    expect(await weightsOf(trainer)).toEqual(weights);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a checkpoint of a GameTrainer, and one whose state is not a trainer’s', async () => {
    const store = await fiveSteps();
    const game = newGame();
    await expect(game.restore(store)).rejects.toThrow(/of a Trainer; expected one of a GameTrainer/);
    game.dispose();
    const trainer = new Trainer(options());
    const contents = await decodeCheckpoint((await store.read('latest'))!);
    for (const state of [
      null,
      3,
      [],
      {},
      { trainer: 'Trainer' },
      { ...(contents.state as object), kept: {} },
    ]) {
      const odd = memoryStore();
      await odd.write(await encodeCheckpoint({ ...contents, state: state as never }));
      await expect(trainer.restore(odd)).rejects.toMatchObject({ code: 'ERR_CHECKPOINT' });
    }
    trainer.dispose();
  });

  it('goes back where a part fails midway: weights, optimizers, streams, reports', async () => {
    const store = await fiveSteps();
    const failing: Callback = {
      name: 'failing',
      saveState: () => 1,
      restoreState(state: number) {
        if (state === 1) throw new Error('no');
      },
    };
    const withState = memoryStore();
    const first = new Trainer(options({ callbacks: [failing] }));
    await first.fit(ring, { steps: 5 });
    await first.save(withState);
    await first.fit(ring, { steps: 3 });
    const weights = await weightsOf(first);
    const before = tf.memory().numTensors;
    await expect(first.restore(withState)).rejects.toThrow(/no Everything is as before/);
    expect(await weightsOf(first)).toEqual(weights);
    expect([first.step, first.reports.length]).toEqual([8, 2]);
    expect(tf.memory().numTensors).toBe(before);
    await first.fit(ring, { steps: 2 });
    await first.restore(store); // of the same game without that callback
    expect(first.step).toBe(5);
    first.dispose();
  });

  it('refuses while a run is under way', async () => {
    const store = await fiveSteps();
    let refused: unknown;
    const restorer: Callback = {
      name: 'restorer',
      async onReport() {
        refused = await trainer.restore(store).catch((error: unknown) => error);
      },
    };
    const trainer = new Trainer(options({ callbacks: [restorer] }));
    await trainer.fit(ring, { steps: 2 });
    expect(String(refused)).toMatch(/running/);
    trainer.dispose();
  });

  it('tells of other data than the checkpoint has its place in, and begins them anew where asked', async () => {
    const store = memoryStore();
    const rows = tf.randomNormal([10, 2], 0, 1, 'float32', 1) as tf.Tensor2D;
    const first = new Trainer(options());
    await first.fit(rows, { steps: 3, batchSize: 4 });
    await first.save(store);
    const second = new Trainer(options());
    await second.restore(store);
    await expect(second.fit(rows, { steps: 1, batchSize: 5 })).rejects.toThrow(
      /10 rows in batches of 5.*10 rows in batches of 4/,
    );
    await second.restore(store, { data: 'anew' });
    await second.fit(ring, { until: 4 });
    expect(second.step).toBe(4);
    first.dispose();
    second.dispose();
  });
});
