// A user's program that trains a small GAN on a ring with networks of its own making: no tfjs-layers. It runs where
// gradients.ts runs.
import * as tf from '@tensorflow/tfjs-core';
import { isGanCoreError, Trainer as RootTrainer, klDivergence as rootKlDivergence } from 'gan-core';
import { useBackend } from 'gan-core/backends';
import { createRandom, gaussianRing, normalLatent } from 'gan-core/distributions';
import { klDivergence } from 'gan-core/divergences';
import { nonSaturatingLoss } from 'gan-core/losses';
import { modeCoverage } from 'gan-core/metrics';
import { adam } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';

async function main(): Promise<void> {
  const { name } = await useBackend('cpu');
  check('the backend', name === 'cpu');
  for (const [missing, mend] of [
    ['wasm', /Run: npm install @tensorflow\/tfjs-backend-wasm@4/],
    ['node', /isn't installed. Run: npm install @tensorflow\/tfjs-node@4|needs Node/],
  ] as const) {
    const error = await useBackend(missing).catch((caught: unknown) => caught);
    check(`${missing}, not installed: the mend`, isGanCoreError(error) && mend.test(error.message));
  }
  check(
    'the root and its rooms share one copy',
    RootTrainer === Trainer && rootKlDivergence === klDivergence,
  );
  check('KL(p‖q) by hand', Math.abs(klDivergence([0.5, 0.5], [0.25, 0.75]) - Math.log(4 / 3) / 2) < 1e-12);

  const ring = gaussianRing({ modes: 8 });
  const generator = perceptron(4, 16, 2);
  const before = generator.trainableWeights[0]!.dataSync()[0];
  const trainer = new Trainer({
    generator,
    discriminator: perceptron(2, 16, 1),
    loss: nonSaturatingLoss(),
    latent: normalLatent(4),
    generatorOptimizer: adam({ learningRate: 1e-3 }),
    discriminatorOptimizer: adam({ learningRate: 1e-3 }),
    seed: 1,
  });
  const losses: number[] = [];
  for await (const report of trainer.run(ring, { steps: 20, reportEvery: 10 })) {
    losses.push(report.discriminatorLoss, report.generatorLoss);
  }
  check('losses of two reports', losses.length === 4 && losses.every(Number.isFinite));
  check('the generator moved', generator.trainableWeights[0]!.dataSync()[0] !== before);
  const samples = await trainer.sample(64);
  check('64 samples in the plane', samples.shape.join() === '64,2');
  const coverage = modeCoverage((await samples.array()) as number[][], ring);
  check('a coverage of 0 to 8 modes', coverage.modes >= 0 && coverage.modes <= 8);
  trainer.dispose();
  console.log(JSON.stringify({ checks }));
}

/** Two dense layers with a ReLU between them, as tfjs-core alone can make them. */
function perceptron(inputs: number, hidden: number, outputs: number) {
  const random = createRandom(inputs);
  const matrix = (rows: number, columns: number) =>
    tf.variable(
      tf.tensor2d(
        Array.from({ length: rows * columns }, () => random.normal() / 4),
        [rows, columns],
      ),
    );
  const [first, second] = [matrix(inputs, hidden), matrix(hidden, outputs)] as const;
  return {
    trainableWeights: [first, second],
    apply: (x: tf.Tensor) => tf.matMul(tf.relu(tf.matMul(x, first)), second),
  };
}

const checks: string[] = [];

function check(name: string, holds: boolean): void {
  if (!holds) throw new Error(`does not hold: ${name}`);
  checks.push(name);
}

main().catch((error: unknown) => console.log(JSON.stringify({ error: String(error) })));
