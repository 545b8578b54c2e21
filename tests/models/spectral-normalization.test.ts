import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { registerLayers, spectralNormalization } from 'gan-core/models';
import { r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

const { dense, conv2d, conv2dTranspose, flatten } = tfl.layers;

/** A dense kernel with the singular values 3 and 1: rotations by 30° and 50° around a diagonal matrix. */
function kernelWithSingularValues(first: number, second: number): tf.Tensor2D {
  const rotation = (degrees: number) => {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return tf.tensor2d([
      [c, -s],
      [s, c],
    ]);
  };
  return tf.tidy(() =>
    tf.matMul(
      tf.matMul(
        rotation(30),
        tf.tensor2d([
          [first, 0],
          [0, second],
        ]),
      ),
      rotation(50),
    ),
  );
}

/** By 2,000 steps of power iteration on WᵀW, in float64. */
function largestSingularValue(rows: readonly (readonly number[])[]): number {
  let vector = rows[0]!.map((_, index) => 1 + index / 7);
  let length = 0;
  for (let step = 0; step < 2000; step++) {
    const image = rows.map((row) => row.reduce((sum, value, index) => sum + value * vector[index]!, 0));
    const back = vector.map((_, index) => rows.reduce((sum, row, i) => sum + row[index]! * image[i]!, 0));
    length = Math.hypot(...back);
    vector = back.map((value) => value / length);
  }
  return Math.sqrt(length);
}

describeOnBackends('spectralNormalization', () => {
  it('divides the kernel by its largest singular value, found by power iteration over training passes', async () => {
    const inner = dense({ units: 2, useBias: false, inputShape: [2] });
    const model = tfl.sequential({ layers: [spectralNormalization(inner)] });
    const kernel = kernelWithSingularValues(3, 1);
    inner.setWeights([kernel]);
    const x = tf.tensor2d([
      [1, 0],
      [0, 1],
    ]);
    for (let pass = 0; pass < 30; pass++) tf.dispose(model.apply(x, { training: true }) as tf.Tensor);
    const normalized = await (model.apply(x, { training: false }) as tf.Tensor).data();
    const expected = await tf.div(kernel, 3).data();
    for (const [index, value] of expected.entries()) expect(normalized[index]).toBeCloseTo(value, 5);
    expect(await inner.getWeights()[0]!.data()).toEqual(await kernel.data()); // the layer's own weights stay
  });

  it('is about 1-Lipschitz before the first training pass already', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const inner = dense({
        units: 32,
        useBias: false,
        inputShape: [32],
        kernelInitializer: tfl.initializers.glorotUniform({ seed }),
      });
      const model = tfl.sequential({ layers: [spectralNormalization(inner)] });
      const rows = (await (
        model.apply(tf.eye(32), { training: false }) as tf.Tensor2D
      ).array()) as number[][];
      // The estimate is from below, so the layer's own largest singular value lies above 1, by little.
      const largest = largestSingularValue(rows);
      expect(largest).toBeGreaterThan(1 - 1e-5);
      expect(largest).toBeLessThan(1.2);
      model.dispose();
    }
  });

  it('leaves a kernel of zeros as it is, and the gradient moves it', async () => {
    const inner = dense({ units: 2, useBias: false, inputShape: [3], kernelInitializer: 'zeros' });
    const model = tfl.sequential({ layers: [spectralNormalization(inner)] });
    const x = tf.ones([1, 3]);
    const { value, grads } = tf.variableGrads(
      () => tf.sum(model.apply(x, { training: true }) as tf.Tensor),
      model.trainableWeights.map((weight) => weight.read() as tf.Variable),
    );
    expect((await value.data())[0]).toBe(0);
    // As of the layer by itself: x for each output.
    expect([...(await Object.values(grads)[0]!.data())]).toEqual([1, 1, 1, 1, 1, 1]);
    tf.dispose([x, value, grads]);
    model.dispose();
  });

  it.each([1e-25, 1e25])('of a kernel whose squares leave float32: %d', async (scale) => {
    const inner = dense({ units: 2, useBias: false, inputShape: [2] });
    const model = tfl.sequential({ layers: [spectralNormalization(inner)] });
    const kernel = kernelWithSingularValues(3, 1);
    inner.setWeights([tf.tidy(() => tf.mul(kernel, scale))]);
    const x = tf.tensor2d([
      [1, 0],
      [0, 1],
    ]);
    for (let pass = 0; pass < 30; pass++) tf.dispose(model.apply(x, { training: true }) as tf.Tensor);
    const normalized = await (model.apply(x, { training: false }) as tf.Tensor).data();
    (await kernel.data()).forEach((value, index) => {
      expect(normalized[index]).toBeCloseTo(value / 3, 5);
    });
    tf.dispose([kernel, x]);
    model.dispose();
  });

  it('has the gradient of W/σ with u and v held: (g − (g·W/σ) u vᵀ)/σ', async () => {
    const inner = dense({ units: 2, useBias: false, inputShape: [2] });
    const layer = spectralNormalization(inner, { powerIterations: 40 });
    const model = tfl.sequential({ layers: [layer] });
    const kernel = kernelWithSingularValues(2, 0.5);
    inner.setWeights([kernel]);
    const x = tf.tensor2d([
      [1, -2],
      [0.5, 1],
    ]);
    const c = tf.tensor2d([
      [0.3, -1],
      [2, 0.7],
    ]);
    const weight = model.trainableWeights[0]!.read() as tf.Variable;
    const { grads } = tf.variableGrads(
      () => tf.sum(tf.mul(model.apply(x, { training: true }) as tf.Tensor, c)),
      [weight],
    );
    const [u, v] = layer.getWeights().slice(-2) as [tf.Tensor2D, tf.Tensor2D];
    const g = tf.matMul(x, c, true, false);
    const projection = tf.div(tf.sum(tf.mul(g, kernel)), 2);
    const expected = await tf.div(tf.sub(g, tf.mul(projection, tf.matMul(v, u, true, false))), 2).data();
    const actual = await grads[weight.name]!.data();
    for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 4);
  });

  it('normalizes convolutions and their transposes, whose kernels lie otherwise', async () => {
    const image = tf.randomNormal([1, 6, 6, 2], 0, 1, 'float32', 1);
    // A seed whose two largest singular values lie well apart: power iteration converges by their ratio.
    const kernelInitializer = tfl.initializers.glorotUniform({ seed: 1 });
    for (const inner of [
      conv2d({ filters: 3, kernelSize: 3, inputShape: [6, 6, 2], useBias: false, kernelInitializer }),
      conv2dTranspose({
        filters: 3,
        kernelSize: 3,
        inputShape: [6, 6, 2],
        useBias: false,
        kernelInitializer,
      }),
    ]) {
      const model = tfl.sequential({
        layers: [spectralNormalization(inner, { powerIterations: 200 }), flatten()],
      });
      const raw = tfl.sequential({ layers: [inner, flatten()] });
      const [normalized, plain] = [
        model.apply(image, { training: true }) as tf.Tensor,
        raw.apply(image) as tf.Tensor,
      ];
      // σ² is the largest eigenvalue of MᵀM, here by squaring it often: trace(A^(2^k))^(1/2^k).
      const kernel = inner.getWeights()[0]!;
      const last = inner.getClassName() === 'Conv2DTranspose' ? tf.transpose(kernel, [0, 1, 3, 2]) : kernel;
      const matrix = tf.reshape(last, [-1, 3]) as tf.Tensor2D;
      let gram = (await tf.matMul(matrix, matrix, true, false).array()) as number[][];
      let logScale = 0;
      for (let k = 0; k < 12; k++) {
        const trace = gram.reduce((sum, row, i) => sum + row[i]!, 0);
        logScale = 2 * (logScale + Math.log(trace));
        const scaled = gram.map((row) => row.map((value) => value / trace));
        gram = scaled.map((row) =>
          row.map((_, j) => row.reduce((sum, value, k2) => sum + value * scaled[k2]![j]!, 0)),
        );
      }
      const trace = gram.reduce((sum, row, i) => sum + row[i]!, 0);
      const sigma = Math.exp((logScale + Math.log(trace)) / 2 ** 13);
      const [a, b] = [await normalized.data(), await plain.data()];
      for (let index = 0; index < 20; index++) expect(a[index]! * sigma).toBeCloseTo(b[index]!, 4);
    }
  });

  it('is saved with its vectors, and loaded again', async () => {
    registerLayers();
    const model = tfl.sequential({
      layers: [
        spectralNormalization(dense({ units: 3, activation: 'relu', inputShape: [2] })),
        dense({ units: 1 }),
      ],
    });
    const x = tf.tensor2d([
      [1, -2],
      [0.5, 1],
    ]);
    for (let pass = 0; pass < 3; pass++) model.apply(x, { training: true });
    let saved: tf.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
      }),
    );
    const loaded = await tfl.loadLayersModel(tf.io.fromMemory(saved!));
    expect(await (loaded.apply(x) as tf.Tensor).data()).toEqual(await (model.apply(x) as tf.Tensor).data());
  });

  it('trains in the Trainer, with R1 on top, without a leak', async () => {
    const before = tf.memory().numTensors;
    const trainer = new Trainer({
      generator: perceptron(4, [8], 2),
      discriminator: () =>
        tfl.sequential({
          layers: [
            spectralNormalization(dense({ units: 8, activation: 'tanh', inputShape: [2] })),
            spectralNormalization(dense({ units: 1 })),
          ],
        }),
      latent: normalLatent(4),
      terms: [r1Penalty()],
    });
    const counts = new Set<number>();
    for await (const report of trainer.run(gaussianRing(), { steps: 20, reportEvery: 5, batchSize: 16 })) {
      counts.add(tf.memory().numTensors);
      expect(Number.isFinite(report.discriminatorLoss)).toBe(true);
    }
    expect(counts.size).toBe(1);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('spectralNormalization', () => {
  it('refuses a layer without a kernel, and iterations below 1', () => {
    expect(() => spectralNormalization(dense({ units: 1 }), { powerIterations: 0 })).toThrow(
      /^powerIterations: got 0/,
    );
    const model = () => tfl.sequential({ layers: [spectralNormalization(flatten({ inputShape: [2, 2] }))] });
    expect(model).toThrow(/^layer: Flatten has no kernel/);
  });
});
