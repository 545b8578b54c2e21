import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { packDiscriminator } from '../../../src/trainer/game/pack-discriminator';
import { fuseLayers } from '../../../src/trainer/networks/fuse-layers';
import { kernelCall } from '../../../src/trainer/networks/kernel-layers';
import { onCpu } from '../../support/on-cpu';

onCpu();

const { dense, dropout } = tfl.layers;

describe('fuseLayers', () => {
  it('puts the layers back, after a run of the Trainer too', async () => {
    const layer = dense({ units: 1, inputShape: [2] });
    const discriminator = tfl.sequential({ layers: [layer] });
    const generator = tfl.sequential({ layers: [dense({ units: 2, inputShape: [2] })] });
    const restore = fuseLayers([discriminator], { kernelCall });
    expect(Object.hasOwn(layer, 'call')).toBe(true);
    restore();
    expect(Object.hasOwn(layer, 'call')).toBe(false);
    const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2) });
    await trainer.fit(tf.randomNormal([8, 2]), { steps: 2, batchSize: 4 });
    expect(Object.hasOwn(layer, 'call')).toBe(false);
    trainer.dispose();
  });

  it('reaches the layers of a discriminator that judges packs', () => {
    const layer = dense({ units: 1, inputShape: [4] });
    const restore = fuseLayers([packDiscriminator(tfl.sequential({ layers: [layer] }), 2)], { kernelCall });
    expect(Object.hasOwn(layer, 'call')).toBe(true);
    restore();
  });

  it('serves a layer that two Trainers share until both are done', () => {
    const layer = dense({ units: 1, inputShape: [2] });
    const model = tfl.sequential({ layers: [layer] });
    const [first, second] = [fuseLayers([model], { kernelCall }), fuseLayers([model, model], { kernelCall })];
    first();
    first();
    expect(Object.hasOwn(layer, 'call')).toBe(true);
    second();
    expect(Object.hasOwn(layer, 'call')).toBe(false);
  });

  it('leaves layers of a class that only inherits its name alone', () => {
    const Dropout = dropout({ rate: 0.5 }).constructor as unknown as new (config: object) => tfl.layers.Layer;
    class Silence extends Dropout {
      override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
        return tf.zerosLike(Array.isArray(inputs) ? inputs[0]! : inputs);
      }
    }
    const layer = new Silence({ rate: 0.5, inputShape: [4] });
    const restore = fuseLayers([tfl.sequential({ layers: [layer] })], { kernelCall });
    expect(layer.getClassName()).toBe('Dropout');
    expect(Object.hasOwn(layer, 'call')).toBe(false);
    restore();
  });

  it('leaves models that are no layers alone', () => {
    const model = { apply: (x: tf.Tensor) => x, trainableWeights: [], layers: 'none' };
    expect(() => fuseLayers([model], { kernelCall })()).not.toThrow();
  });
});
