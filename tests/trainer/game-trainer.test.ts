import * as tf from '@tensorflow/tfjs-core';
import { sgd } from 'gan-core/optimizers';
import { GameTrainer, type TrainableModel, Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';
import { adversarialGame, latent, newGame, ring } from './updates/adversarial-game';

const one = { sample: () => ({ one: tf.ones([1]) }) };

/** A network with a single weight w: x ↦ w·x. */
function weighted(value: number): TrainableModel & { read(): number } {
  const weight = tf.variable(tf.scalar(value), true);
  return {
    apply: (x) => tf.mul(x, weight),
    trainableWeights: [weight],
    read: () => weight.dataSync()[0]!,
    dispose: () => weight.dispose(),
  };
}

describeOnBackends('A game of two networks', (backend) => {
  it("gives the Trainer's numbers, to the last bit", async () => {
    const before = tf.memory().numTensors;
    const game = newGame({ backend, averages: { networks: ['g'], decay: 0.9 } });
    const trainer = new Trainer({
      generator: perceptron(4, [16], 2),
      discriminator: perceptron(2, [16], 1),
      latent,
      generatorEma: { decay: 0.9 },
      seed: 5,
      backend,
    });
    const options = { steps: 12, reportEvery: 4, batchSize: 16 };
    const byTrainer = await trainer.fit(ring, options);
    const byGame = await game.fit(ring, options);
    expect(byGame.reports.map(({ losses }) => losses)).toEqual(
      byTrainer.reports.map(({ discriminatorLoss, generatorLoss }) => ({
        d: discriminatorLoss,
        g: generatorLoss,
      })),
    );
    expect(byGame.outcome).toEqual(byTrainer.outcome);
    for (const weights of ['average', 'current'] as const) {
      const [ours, theirs] = await Promise.all([
        game.sample(5, { seed: 9, weights }),
        trainer.sample(5, { seed: 9, weights }),
      ]);
      expect(await ours.data()).toEqual(await theirs.data());
      tf.dispose([ours, theirs]);
    }
    game.dispose();
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaks nothing from step to step', async () => {
    const game = newGame({ backend });
    await game.fit(ring, { steps: 4, batchSize: 8 });
    const before = tf.memory().numTensors;
    await game.fit(ring, { steps: 9, reportEvery: 2, batchSize: 8 });
    expect(tf.memory().numTensors).toBe(before);
    game.dispose();
  });
});

describeOnBackends('The bilinear game min_x max_y x·y', (backend) => {
  const rate = 0.1;
  const play = async (moves: 'alternating' | 'simultaneous') => {
    const [x, y] = [weighted(1), weighted(2)];
    const trainer = new GameTrainer({
      networks: { x, y },
      updates: [
        {
          name: 'x',
          trains: ['x'],
          optimizer: sgd({ learningRate: rate }),
          loss: ({ networks, batch }) => tf.sum(tf.mul(networks.x(batch.one!), networks.y(batch.one!))),
        },
        {
          name: 'y',
          trains: ['y'],
          optimizer: sgd({ learningRate: rate }),
          loss: ({ networks, batch }) =>
            tf.neg(tf.sum(tf.mul(networks.x(batch.one!), networks.y(batch.one!)))),
        },
      ],
      moves,
      backend,
    });
    await trainer.fit(one, { steps: 20 });
    const reached = [x.read(), y.read()] as const;
    trainer.dispose();
    x.dispose!();
    y.dispose!();
    return reached;
  };

  it('is played at once or by turns, as asked for', async () => {
    let [x, y] = [1, 2];
    for (let step = 0; step < 20; step++) [x, y] = [x - rate * y, y + rate * x];
    const atOnce = await play('simultaneous');
    expect(atOnce[0]).toBeCloseTo(x, 4);
    expect(atOnce[1]).toBeCloseTo(y, 4);
    // Gradient descent at once goes away from the solution, by √(1 + rate²) in each step.
    expect(Math.hypot(...atOnce)).toBeCloseTo(Math.sqrt(5) * (1 + rate ** 2) ** 10, 4);
    [x, y] = [1, 2];
    for (let step = 0; step < 20; step++) {
      x -= rate * y;
      y += rate * x;
    }
    const byTurns = await play('alternating');
    expect(byTurns[0]).toBeCloseTo(x, 4);
    expect(byTurns[1]).toBeCloseTo(y, 4);
  });

  it('is solved by the gradients of consensus optimization, given by hand', async () => {
    // Mescheder, Nowozin & Geiger 2017, "The Numerics of GANs": v − γ·∇(½|v|²), with v = (−y, x).
    const [x, y] = [weighted(1), weighted(2)];
    const gamma = 1;
    const trainer = new GameTrainer({
      networks: { x, y },
      updates: [
        {
          name: 'both',
          trains: ['x', 'y'],
          optimizer: sgd({ learningRate: rate }),
          gradients: ({ networks, batch }) => {
            const product = () => tf.sum(tf.mul(networks.x(batch.one!), networks.y(batch.one!))) as tf.Scalar;
            const [a, b] = [networks.x.weights[0]!, networks.y.weights[0]!];
            const { value, grads } = tf.variableGrads(product, [a, b]);
            const [byX, byY] = [grads[a.name]!, grads[b.name]!];
            return {
              value: { product: value as tf.Scalar },
              grads: {
                [a.name]: tf.add(byX, tf.mul(a, gamma)), // ∇(½(x² + y²)) = (x, y)
                [b.name]: tf.add(tf.neg(byY), tf.mul(b, gamma)),
              },
            };
          },
        },
      ],
      backend,
    });
    let [a, b] = [1, 2];
    for (let step = 0; step < 60; step++) [a, b] = [a - rate * (b + a), b - rate * (b - a)];
    const { reports } = await trainer.fit(one, { steps: 60, reportEvery: 60 });
    expect([x.read() - a, y.read() - b].every((difference) => Math.abs(difference) < 1e-5)).toBe(true);
    expect(Math.hypot(a, b)).toBeLessThan(0.01);
    expect(Object.keys(reports[0]!.losses)).toEqual(['both.product']);
    trainer.dispose();
    x.dispose!();
    y.dispose!();
  });
});

describeOnBackends('An update', (backend) => {
  it('is made so often as `times` says, the first on a fresh batch each time', async () => {
    const made: string[] = [];
    let drawn = 0;
    const { networks, updates } = adversarialGame();
    const noting = updates.map((update) => ({
      ...update,
      times: update.name === 'd' ? (step: number) => (step === 0 ? 3 : 1) : (step: number) => step % 2,
      loss: (context: Parameters<NonNullable<typeof update.loss>>[0]) => {
        made.push(`${context.step}${update.name}${drawn}`);
        return update.loss!(context);
      },
    }));
    const sampler = {
      sample: (...[count, random]: Parameters<typeof ring.sample>) => {
        drawn++;
        return ring.sample(count, random);
      },
    };
    const trainer = new GameTrainer({ networks, updates: noting, backend });
    const { reports } = await trainer.fit(sampler, { steps: 2, reportEvery: 1, batchSize: 4 });
    expect(made).toEqual(['0d1', '0d2', '0d3', '1d4', '1g4']);
    expect(reports.map(({ losses }) => Object.keys(losses))).toEqual([['d'], ['d', 'g']]);
    trainer.dispose();
  });

  it('reports the mean of every term, and steps down their sum', async () => {
    const w = weighted(0);
    const trainer = new GameTrainer({
      networks: { w },
      updates: [
        {
          name: 'fit',
          trains: ['w'],
          optimizer: sgd({ learningRate: 0.5 }),
          loss: ({ networks, batch, step }) => ({
            // d/dw of the sum is w − 3, so w goes 0, 1.5, 2.25
            square: tf.mul(tf.sum(tf.square(networks.w(batch.one!))), 0.5) as tf.Scalar,
            linear: tf.sum(tf.mul(networks.w(batch.one!), -3)) as tf.Scalar,
            step: tf.scalar(step),
          }),
        },
      ],
      backend,
    });
    const { reports } = await trainer.fit(one, { steps: 2, reportEvery: 2 });
    expect(w.read()).toBeCloseTo(2.25, 6);
    const expected = { 'fit.square': 1.5 ** 2 / 4, 'fit.linear': -4.5 / 2, 'fit.step': 0.5 };
    for (const [name, value] of Object.entries(expected))
      expect(reports[0]!.losses[name]).toBeCloseTo(value, 6);
    trainer.dispose();
    w.dispose!();
  });

  it('whose network gets no gradient is warned of once', async () => {
    const [w, idle] = [weighted(1), weighted(1)];
    const trainer = new GameTrainer({
      networks: { w, idle },
      updates: [
        {
          name: 'fit',
          trains: ['w', 'idle'],
          loss: ({ networks, batch }) => tf.sum(networks.w(batch.one!)),
        },
      ],
      backend,
    });
    const { reports } = await trainer.fit(one, { steps: 4, reportEvery: 2 });
    expect(reports[0]!.warnings.join()).toMatch(/network idle's gradients were all exactly 0/);
    expect(reports[0]!.warnings.join()).not.toMatch(/network w/);
    expect(reports[1]!.warnings).toEqual([]);
    trainer.dispose();
    w.dispose!();
    idle.dispose!();
  });
});
