import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { GameTrainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';
import { perceptron } from '../../support/networks';
import { ring } from './adversarial-game';

describeOnBackends('A network that no update trains', (backend) => {
  it('runs as in sampling: its statistics stay, and nothing is dropped', async () => {
    const normalization = layers.batchNormalization({ inputShape: [2] });
    const features = sequential({ layers: [normalization, layers.dropout({ rate: 0.5 })] });
    normalization.setWeights([tf.ones([2]), tf.zeros([2]), tf.fill([2], 5), tf.fill([2], 4)]);
    const differences: number[] = [];
    const trainer = new GameTrainer({
      networks: { g: perceptron(2, [4], 2), features },
      updates: [
        {
          name: 'g',
          trains: ['g'],
          loss: ({ networks: { g, features: of }, batch: { real } }) => {
            const [once, again] = [of(real!), of(real!)];
            differences.push(tf.max(tf.abs(tf.sub(once, again))).dataSync()[0]!);
            return tf.mean(tf.square(of(g(real!))));
          },
        },
      ],
      backend,
    });
    await trainer.fit(ring, { steps: 3, batchSize: 8 });
    const [, , mean, variance] = normalization.getWeights();
    expect([...mean!.dataSync(), ...variance!.dataSync()]).toEqual([5, 5, 4, 4]);
    expect(differences).toEqual([0, 0, 0]);
    trainer.dispose();
    features.dispose();
  });
});
