import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, NonFiniteError } from 'gan-core';
import { GameTrainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { newTrainer } from './small-trainer';
import { adversarialGame, newGame, ring } from './updates/adversarial-game';

/** The ring, or NaN where it is told to be. */
function poisonable() {
  const source = { bad: false };
  const sample = (...[count, random]: Parameters<typeof ring.sample>) =>
    source.bad ? tf.fill([count, 2], Number.NaN) : ring.sample(count, random);
  return { source, data: { sample } };
}

/** A game whose D-update keeps the sum of all batches' means in a state of its own. */
function gameWithState() {
  const { updates, ...others } = adversarialGame();
  let sum = tf.keep(tf.scalar(0));
  const put = (value: tf.Scalar) => {
    sum.dispose();
    sum = tf.keep(value);
  };
  const state = {
    save: () => ({ updates: 0, tensors: { sum: tf.keep(tf.clone(sum)) } }),
    restore: ({ tensors }: { readonly tensors: Readonly<Record<string, tf.Tensor>> }) =>
      put(tf.clone(tensors.sum!) as tf.Scalar),
    dispose: () => sum.dispose(),
  };
  const [d, g] = [updates[0]!, updates[1]!];
  const loss: typeof d.loss = (context) => {
    put(tf.tidy(() => tf.add(sum, tf.mean(context.batch.real!))));
    return d.loss!(context);
  };
  return {
    trainer: new GameTrainer({ ...others, updates: [{ ...d, loss, state }, g] }),
    read: () => sum.dataSync()[0]!,
  };
}

async function weightsOf(trainer: { ready(): Promise<{ networks: object }> }): Promise<Float32Array[]> {
  const { networks } = await trainer.ready();
  const models = Object.values(networks) as { getWeights(): tf.Tensor[] }[];
  return Promise.all(models.flatMap((model) => model.getWeights().map((each) => each.data<'float32'>())));
}

describeOnBackends('A game that meets NaN', (backend) => {
  it('goes back to the last report: networks, optimizers, averages, state and randomness', async () => {
    const before = tf.memory().numTensors;
    const { source, data } = poisonable();
    const { trainer, read } = gameWithState();
    await trainer.fit(data, { steps: 6, batchSize: 8 });
    const [weights, sum] = [await weightsOf(trainer), read()];
    source.bad = true;
    const error = await trainer.fit(data, { steps: 5, batchSize: 8 }).catch((caught) => caught);
    expect(error).toBeInstanceOf(NonFiniteError);
    expect(error.message).toMatch(/between steps 6 and 11/);
    expect([trainer.step, read()]).toEqual([6, sum]);
    expect(await weightsOf(trainer)).toEqual(weights);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('goes on as if the bad steps had not been', async () => {
    const run = async (meetsNaN: boolean) => {
      const trainer = newGame({ backend, averages: { networks: ['g'], decay: 0.9 } });
      await trainer.fit(await batches(1), { steps: 6 });
      if (meetsNaN) {
        const bad = [tf.fill([8, 2], Number.NaN)];
        await expect(trainer.fit(bad, { steps: 5 })).rejects.toThrow(NonFiniteError);
        tf.dispose(bad);
      }
      const { reports } = await trainer.fit(await batches(2), { steps: 6 });
      trainer.dispose();
      return reports.map(({ losses }) => losses);
    };
    const batches = async (seed: number) => [tf.randomNormal([8, 2], 0, 1, 'float32', seed) as tf.Tensor];
    expect(await run(true)).toEqual(await run(false));
  });
});

describeOnBackends('A step that fails', (backend) => {
  it.each([
    [
      'throws',
      () => {
        throw new Error('of the user');
      },
      /of the user/,
    ],
    ['gives no scalar', () => tf.ones([2]), /updates\[1\]\.loss: .*expected a scalar.*In step 4/],
    ['gives nothing', () => undefined, /updates\[1\]\.loss: gave undefined; expected a scalar/],
    ['gives no terms', () => ({}), /updates\[1\]\.loss: gave .*; expected a scalar/],
    ['gives a term that is none', () => ({ a: tf.scalar(1), b: 3 }), /its 'b' gave/],
    ['gives a promise', async () => tf.scalar(1), /updates\[1\]\.loss: .*promise/],
    ['depends on none of its weights', () => tf.scalar(1), /updates\[1\]: the loss depends on none/],
  ])('where a loss %s: all is as before it', async (_, bad, message) => {
    const { updates, ...others } = adversarialGame();
    const [d, g] = [updates[0]!, updates[1]!];
    let step = 0;
    const loss: typeof g.loss = (context) => (context.step === 3 ? (bad() as never) : g.loss!(context));
    const trainer = new GameTrainer({
      ...others,
      updates: [d, { ...g, loss }],
      backend,
      callbacks: [{ name: 'weights', onStepEnd: () => void step++ }],
    });
    await trainer.fit(ring, { steps: 3, batchSize: 8 });
    const [weights, tensors] = [await weightsOf(trainer), tf.memory().numTensors];
    const error = await trainer.fit(ring, { steps: 3, batchSize: 8 }).catch((caught) => caught);
    expect(error.message).toMatch(message);
    expect([trainer.step, step]).toEqual([3, 3]);
    expect(await weightsOf(trainer)).toEqual(weights);
    // what the bad loss itself made outside of any tidy is freed too
    expect(tf.memory().numTensors).toBe(tensors);
    trainer.dispose();
  });

  it.each([
    [
      'of a stranger',
      (a: tf.Variable) => ({ [`${a.name}x`]: tf.scalar(1) }),
      /'.*x', which this update doesn't train/,
    ],
    ['of another shape', (a: tf.Variable) => ({ [a.name]: tf.ones([7]) }), /gave a gradient of shape \[7\]/],
    ['that are no tensors', (a: tf.Variable) => ({ [a.name]: 1 as never }), /updates\[0\]\.gradients\./],
    ['that are none', () => undefined as never, /as grads; expected/],
  ])('where given gradients are %s', async (_, grads, message) => {
    const { networks } = adversarialGame();
    const trainer = new GameTrainer({
      networks,
      updates: [
        {
          name: 'd',
          trains: ['d'],
          gradients: (context) => ({ grads: grads(context.networks.d.weights[0]!) }),
        },
      ],
      backend,
    });
    const error = await trainer.fit(ring, { steps: 1, batchSize: 8 }).catch((caught) => caught);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toMatch(message);
    trainer.dispose();
  });
});

describeOnBackends('A decay that is refused in a step', (backend) => {
  it('undoes that step, in both trainers', async () => {
    const decay = (step: number) => (step === 3 ? 2 : 0.9);
    const game = newGame({ backend, averages: { networks: ['g'], decay } });
    const trainer = newTrainer({ backend, generatorEma: { decay } });
    const networksOf = async () => {
      const { generator, discriminator } = await trainer.ready();
      return { networks: { generator, discriminator } };
    };
    const runs = [
      [game, game, /^averages\.decay: /],
      [trainer, { ready: networksOf }, /^generatorEma\.decay: /],
    ] as const;
    for (const [each, networks, message] of runs) {
      await each.fit(ring, { steps: 3, batchSize: 8 });
      const weights = await weightsOf(networks);
      await expect(each.fit(ring, { steps: 3, batchSize: 8 })).rejects.toThrow(message);
      expect(each.step).toBe(3);
      expect(await weightsOf(networks)).toEqual(weights);
      each.dispose();
    }
  });
});

describeOnBackends('A game ends', (backend) => {
  it('by its signal, by stop() and with its data', async () => {
    const trainer = newGame({ backend });
    const controller = new AbortController();
    const reason = new Error('enough');
    const run = trainer.run(ring, { steps: 50, reportEvery: 1, batchSize: 4, signal: controller.signal });
    await run.next();
    controller.abort(reason);
    await expect(run.next()).rejects.toBe(reason);
    expect(trainer.step).toBe(1);
    const stopping = trainer.run(ring, { steps: 50, reportEvery: 1, batchSize: 4 });
    await stopping.next();
    trainer.stop();
    let ended = await stopping.next();
    while (!ended.done) ended = await stopping.next();
    expect(ended.value).toEqual({ reason: 'stopped', step: 2 });
    const few = (async function* () {
      for (let index = 0; index < 3; index++) yield tf.ones([4, 2]) as tf.Tensor;
    })();
    const { outcome } = await trainer.fit(few, { steps: 50 });
    expect(outcome).toEqual({ reason: 'data-ended', step: 5 });
    trainer.dispose();
    await expect(trainer.sample(2)).rejects.toThrow(/was disposed of/);
  });
});
