import { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { TrainerOptions } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { branchedDiscriminator, ForgetfulScale, register } from './networks.mjs';
import { numbersOf, type Script, workersOf } from './workers-of';

onCpu();

describe('a network that can not be sent, or not be rebuilt', () => {
  const { dense } = tfl.layers;
  const failure = (options: Partial<TrainerOptions>, script: Script = {}) =>
    numbersOf({ backend: 'cpu', ...options, workers: workersOf(script, 1) }, 1).then(
      () => undefined,
      (error: Error) => error,
    );
  const discriminatorWith = (...layers: tfl.layers.Layer[]) =>
    tfl.sequential({ layers: [dense({ units: 4, inputShape: [2] }), ...layers, dense({ units: 1 })] });

  it('has no getConfig: the error tells to pass a function', async () => {
    const weight = tf.variable(tf.ones([2, 1]));
    const discriminator = { apply: (x: tf.Tensor) => tf.matMul(x, weight), trainableWeights: [weight] };
    expect(await failure({ discriminator })).toMatchObject({
      code: 'ERR_ARGUMENT',
      argument: 'discriminator',
      message: expect.stringMatching(
        /no getConfig; expected a model of tfjs-layers.*serveGame\(\{ discriminator:/,
      ),
    });
    weight.dispose();
  });

  it('has a getConfig that fails, or gives what no model is made of: the error tells so', async () => {
    const refusing = Object.assign(discriminatorWith(), {
      getConfig() {
        throw new Error('not today');
      },
    });
    expect((await failure({ discriminator: refusing }))?.message).toMatch(
      /its getConfig failed \(not today\)/,
    );
    const uncloneable = Object.assign(discriminatorWith(), { getConfig: () => ({ call: () => 3 }) });
    expect((await failure({ discriminator: uncloneable as never }))?.message).toMatch(
      /its getConfig failed \(.*could not be cloned/,
    );
    const other = Object.assign(discriminatorWith(), { getConfig: () => ({ layers: 3 }) });
    expect((await failure({ discriminator: other as never }))?.message).toMatch(
      /Worker 1:.*can't be rebuilt \(/,
    );
  });

  it('has a layer that the worker does not know: the error tells to register it, with the cause of tfjs', async () => {
    register();
    const error = await failure({
      discriminator: () => discriminatorWith(new ForgetfulScale({ factor: 2 })),
    });
    expect(error).toMatchObject({ code: 'ERR_WORKER', worker: 1 });
    expect(error?.message).toMatch(
      /discriminator: can't be rebuilt: .*'ForgetfulScale'.*serialization\.registerClass\(ForgetfulScale\) before serveGame/,
    );
    expect(String(error?.cause)).toMatch(/^Error: Unknown layer: ForgetfulScale/);
    const normalized = await failure({ discriminator: branchedDiscriminator }, { makes: ['generator'] });
    expect(normalized?.message).toMatch(/registerClass\(Scale\)/);
  });

  it('comes to a worker without tfjs-layers: the error tells to import it', async () => {
    const start = () => new Worker(new URL('./bare-worker.mjs', import.meta.url));
    await expect(numbersOf({ backend: 'cpu', workers: { count: 1, start } }, 1)).rejects.toThrow(
      /generator: can't be rebuilt without tfjs-layers; expected the worker's script to import '@tensorflow\/tfjs-layers'/,
    );
  });

  it('has a layer that leaves an option out of getConfig: no other network is trained instead', async () => {
    const discriminator = () => discriminatorWith(new ForgetfulScale({ factor: 2 }));
    expect((await failure({ discriminator }, { registers: true }))?.message).toMatch(
      /Worker 1: ArgumentError: discriminator: gives other outputs than the Trainer's/,
    );
  });

  it('is for other noise than the worker’s', async () => {
    expect((await failure({}, { otherLatent: true }))?.message).toMatch(
      /generator: gives other outputs .* Pass the same `latent`/,
    );
  });

  it('shares a layer with the other: no copies of it are trained instead', async () => {
    const shared = dense({ units: 2, inputShape: [2] });
    const generator = tfl.sequential({ layers: [shared, dense({ units: 2 })] });
    const input = tfl.input({ shape: [2] });
    const outputs = dense({ units: 1 }).apply(shared.apply(input)) as tfl.SymbolicTensor;
    const discriminator = tfl.model({ inputs: input, outputs });
    expect((await failure({ generator, discriminator }))?.message).toMatch(
      /differs from the Trainer's.*number 1 again.*pass networks that share layers to serveGame/,
    );
    tf.dispose([...generator.weights, ...discriminator.weights].map((weight) => weight.read()));
  });

  it('has a single weight that is frozen, which getConfig does not tell', async () => {
    const discriminator = () => {
      const input = tfl.input({ shape: [2] });
      const hidden = dense({ units: 4 });
      const outputs = dense({ units: 1 }).apply(hidden.apply(input)) as tfl.SymbolicTensor;
      hidden.weights[0]!.trainable = false;
      return tfl.model({ inputs: input, outputs });
    };
    expect((await failure({ discriminator }))?.message).toMatch(
      /has other weights than the Trainer's.*Freeze whole layers/,
    );
  });
});
