// A user's program that takes gradients through gan-core's losses with tfjs-core and one backend, no tfjs-layers.
// It runs as an ES module, as CommonJS, bundled by esbuild and built by Vite; each prints the same line of JSON.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { minimaxDiscriminatorLoss, nonSaturatingGeneratorLoss } from 'gan-core/losses';

const log3 = Math.log(3);

async function main(): Promise<void> {
  await tf.setBackend('cpu');
  // With logits 0 and log 3: σ(0) = 1/2, σ(log 3) = 3/4, softplus(0) = log 2, softplus(−log 3) = log 4/3.
  const logits = () => tf.tensor1d([0, log3]);
  check('softplus(−f)', nonSaturatingGeneratorLoss(logits()), [(Math.log(2) + Math.log(4 / 3)) / 2]);
  check('d/df softplus(−f)', tf.grad((f) => nonSaturatingGeneratorLoss(f))(logits()), [-1 / 4, -1 / 8]);

  const [real, fake] = tf.grads((r, f) => minimaxDiscriminatorLoss(r, f))([logits(), logits()]);
  check('d/dr of D', real, [-1 / 4, -1 / 8]);
  check('d/df of D', fake, [1 / 4, 3 / 8]);

  // D(x) = relu(x·W)·v. For x = (1, 2): hidden (3, 1), logit log 3; for x = (1, 0): hidden (1, −1), logit 0.
  const hidden = tf.variable(tf.tensor2d([1, -1, 1, 1], [2, 2]), true, 'W');
  const output = tf.variable(tf.tensor2d([0, log3], [2, 1]), true, 'v');
  const discriminate = (x: tf.Tensor2D) => tf.matMul(tf.relu(tf.matMul(x, hidden)), output);
  const { value, grads } = tf.variableGrads(() =>
    minimaxDiscriminatorLoss(discriminate(tf.tensor2d([[1, 2]])), discriminate(tf.tensor2d([[1, 0]]))),
  );
  // Slopes −1/4 at the real logit and 1/2 at the fake one, whose second hidden unit relu shuts.
  check('loss of D', value, [Math.log(8 / 3)]);
  check('d/dv of D', grads.v, [-1 / 4, -1 / 4]);
  check('d/dW of D', grads.W, [0, -log3 / 4, 0, -log3 / 2]);

  console.log(JSON.stringify({ checks }));
}

const checks: string[] = [];

function check(name: string, tensor: tf.Tensor | undefined, expected: readonly number[]): void {
  const actual = [...(tensor?.dataSync() ?? [])];
  const near = actual.length === expected.length && actual.every((x, i) => Math.abs(x - expected[i]!) < 1e-6);
  if (!near) throw new Error(`${name}: got [${actual}], expected [${expected}]`);
  checks.push(name);
}

main().catch((error: unknown) => console.log(JSON.stringify({ error: String(error) })));
