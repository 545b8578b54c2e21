import type { Tensor } from '@tensorflow/tfjs-core';
import { createRandom, Trainer } from 'gan-core';
import { game, real } from './game';

/** What a page shows of a training that goes on. */
export interface Frame {
  readonly step: number;
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
  /** Threads that compute: one in a page that isn't cross-origin isolated. */
  readonly threads: number;
  /** Generated points: x and y of the first, x and y of the second, and so on. */
  readonly points: Float32Array;
}

/** A divergence in nats, and its 95 % interval. */
export interface Measured {
  readonly value: number;
  readonly interval: readonly [number, number];
}

const POINTS = 1000;

/** One GAN, and what a page asks of it. */
export class Training {
  readonly #trainer = new Trainer({ ...game, seed: 1 });

  /** Starts WebAssembly, and gives real points to draw. */
  async realPoints(): Promise<Float32Array> {
    await this.#trainer.ready();
    return valuesOf(real.sample(POINTS, createRandom(0)));
  }

  /** Trains so many steps more. Rejects with the signal's reason where that ends it. */
  async train(steps: number, signal: AbortSignal, show: (frame: Frame) => void): Promise<void> {
    const run = this.#trainer.run(real, { steps, batchSize: 256, reportEvery: 25, signal });
    for await (const { step, discriminatorLoss, generatorLoss, threads } of run) {
      // The same noise each time: one sees where its points go.
      const points = await valuesOf(await this.#trainer.sample(POINTS, { seed: 1 }));
      show({ step, discriminatorLoss, generatorLoss, threads: threads ?? 1, points });
    }
  }

  /** Measures the Jensen–Shannon divergence between real and generated points, by samples that training didn't see. */
  async measure(signal: AbortSignal): Promise<Measured> {
    const { value, interval } = await this.#trainer.measure(real, { samples: 5000, seed: 1, signal });
    return { value, interval };
  }

  dispose(): void {
    this.#trainer.stop();
    this.#trainer.dispose();
  }
}

async function valuesOf(tensor: Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return values;
}
