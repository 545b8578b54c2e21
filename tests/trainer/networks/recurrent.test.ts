import * as tf from '@tensorflow/tfjs-core';
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent, Trainer } from 'gan-core';
import { r1Penalty } from 'gan-core/penalties';
import { expect, test } from 'vitest';
import { describeOnBackends } from '../../support/backends';

const { dense, gru, lstm, repeatVector, reshape, timeDistributed } = layers;
const steps = 6;

/** A series made from noise, by a layer that remembers. */
const recurrentGenerator = (memory: typeof gru | typeof lstm) =>
  sequential({
    layers: [
      repeatVector({ n: steps, inputShape: [2] }),
      memory({ units: 4, returnSequences: true }),
      timeDistributed({ layer: dense({ units: 1 }) }),
    ],
  });
const recurrentDiscriminator = (memory: typeof gru | typeof lstm) =>
  sequential({ layers: [memory({ units: 4, inputShape: [steps, 1] }), dense({ units: 1 })] });

const orthogonalGenerator = () =>
  sequential({
    layers: [
      dense({ units: 5, inputShape: [2], kernelInitializer: 'orthogonal', activation: 'tanh' }),
      dense({ units: steps, kernelInitializer: initializers.orthogonal({ seed: 3, gain: 0.5 }) }),
      reshape({ targetShape: [steps, 1] }),
    ],
  });

const games: Readonly<Record<string, () => { generator: LayersModel; discriminator: LayersModel }>> = {
  'an LSTM against an LSTM': () => ({
    generator: recurrentGenerator(lstm),
    discriminator: recurrentDiscriminator(lstm),
  }),
  'a GRU against a GRU': () => ({
    generator: recurrentGenerator(gru),
    discriminator: recurrentDiscriminator(gru),
  }),
  'orthogonal weights against a GRU': () => ({
    generator: orthogonalGenerator(),
    discriminator: recurrentDiscriminator(gru),
  }),
};

describeOnBackends('networks whose first weights are orthogonal', () => {
  test('start with orthonormal columns', () => {
    const layer = dense({ units: 3, inputShape: [5], kernelInitializer: 'orthogonal', useBias: false });
    const model = sequential({ layers: [layer] });
    const gram = tf.tidy(() =>
      tf.matMul(layer.getWeights()[0]!, layer.getWeights()[0]!, true).arraySync(),
    ) as number[][];
    for (const [row, values] of gram.entries())
      for (const [column, value] of values.entries()) expect(value).toBeCloseTo(row === column ? 1 : 0, 5);
    model.dispose();
  });

  test.each(
    Object.entries(games).flatMap(([name, make]) => [
      { name, make, penalties: [] },
      { name: `${name}, under R1`, make, penalties: [r1Penalty({ gamma: 1 })] },
    ]),
  )('train, every weight of them: $name', async ({ make, penalties }) => {
    const { generator, discriminator } = make(); // before there is a Trainer
    const weights = [generator, discriminator].flatMap((model) => model.trainableWeights);
    const before = weights.map((weight) => weight.read().dataSync().slice());
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2), penalties, seed: 1 });
    const data = tf.tidy(() =>
      tf.sin(
        tf.add(
          tf.randomNormal([16, 1, 1], 0, 1, 'float32', 2),
          tf.reshape(tf.range(0, steps), [1, steps, 1]),
        ),
      ),
    );
    const { outcome, reports } = await trainer.fit(data, { steps: 3 });
    expect(outcome.reason).toBe('completed');
    expect(reports.length).toBeGreaterThan(0);
    for (const report of reports)
      expect(Number.isFinite(report.discriminatorLoss + report.generatorLoss)).toBe(true);
    for (const [index, weight] of weights.entries()) {
      const after = weight.read().dataSync();
      expect(
        before[index]!.filter((value, place) => value === after[place]),
        weight.name,
      ).toHaveLength(0);
    }
    trainer.dispose();
    data.dispose();
    generator.dispose();
    discriminator.dispose();
  });
});
