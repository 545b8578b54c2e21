/** Milliseconds of one start. */
export interface Start {
  /** Until all is imported that the program names. */
  readonly imported: number;
  /** Until the first step is done, wasm's start in it. */
  readonly stepped: number;
}

/**
 * Trains two perceptrons for one step, on wasm.
 *
 * @param begun - where the clock begins
 */
export async function firstStep(begun: number): Promise<Start> {
  const [{ gaussianRing, normalLatent }, { Trainer }, { layers, sequential }] = await Promise.all([
    import('gan-core/distributions'),
    import('gan-core/trainer'),
    import('@tensorflow/tfjs-layers'),
  ]);
  const imported = performance.now();
  const { dense } = layers;
  const perceptron = (outputs: number) =>
    sequential({
      layers: [
        dense({ units: 64, activation: 'relu', inputShape: [2] }),
        dense({ units: 64, activation: 'relu' }),
        dense({ units: outputs }),
      ],
    });
  const trainer = new Trainer({
    generator: () => perceptron(2),
    discriminator: () => perceptron(1),
    latent: normalLatent(2),
    backend: 'wasm',
  });
  await trainer.fit(gaussianRing(), { steps: 1, batchSize: 32, reportEvery: 1 });
  return { imported: imported - begun, stepped: performance.now() - begun };
}
