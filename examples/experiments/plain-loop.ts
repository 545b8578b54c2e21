import {
  add,
  dispose,
  gather,
  mean,
  neg,
  type Scalar,
  softplus,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tensor2d,
  tidy,
  train,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { createRandom, type Random } from 'gan-core/distributions';
import { type DigitGan, noiseSize } from './digit-gans';

/** A loop in plain TensorFlow.js. */
export interface PlainLoop {
  readonly gan: DigitGan;
  readonly data: Tensor4D;
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Called every so many steps with G. */
  readonly every: number;
  readonly onEvery: (step: number, sample: (count: number) => Tensor) => Promise<void>;
}

/**
 * The loop that tutorials of TensorFlow.js have: the non-saturating loss by softplus, tfjs's own Adam with DCGAN's rates, one step of D and
 * one of G. No moving average, no falling rate, no checkpoints: a killed one begins anew.
 */
export async function plainLoop(options: PlainLoop): Promise<void> {
  const { gan, data, steps, batchSize, learningRate, seed, signal, every, onEvery } = options;
  const [generator, discriminator] = [gan.generator(), gan.discriminator()];
  const adam = () => train.adam(learningRate, 0.5, 0.999, 1e-7);
  const [optimizerG, optimizerD] = [adam(), adam()];
  const random = createRandom(seed);
  const make = (count: number, stream: Random, training: boolean) =>
    generator.apply(noise(count, stream), { training }) as Tensor;
  const judge = (pictures: Tensor) => discriminator.apply(pictures, { training: true }) as Tensor;
  for (let step = 1; step <= steps; step++) {
    tidy(() => {
      const chosen = Array.from({ length: batchSize }, () => random.integer(data.shape[0]));
      const real = gather(data, tensor1d(chosen, 'int32'));
      const fake = make(batchSize, random, true);
      const lossD = () => add(mean(softplus(neg(judge(real)))), mean(softplus(judge(fake)))) as Scalar;
      optimizerD.minimize(lossD, false, weightsOf(discriminator));
      const lossG = () => mean(softplus(neg(judge(make(batchSize, random, true))))) as Scalar;
      optimizerG.minimize(lossG, false, weightsOf(generator));
    });
    if (step % 10 === 0) await new Promise((resume) => setTimeout(resume)); // signals come in
    signal.throwIfAborted();
    if (step % every === 0) await onEvery(step, (count) => tidy(() => make(count, createRandom(0), false)));
  }
  dispose([generator.weights, discriminator.weights].flat().map((weight) => weight.read()));
  optimizerG.dispose();
  optimizerD.dispose();
}

function noise(count: number, random: Random): Tensor {
  const values = Float32Array.from({ length: count * noiseSize }, () => random.normal());
  return tensor2d(values, [count, noiseSize]);
}

function weightsOf({ trainableWeights }: Sequential): Variable[] {
  return trainableWeights.map((weight) => weight.read() as Variable);
}
