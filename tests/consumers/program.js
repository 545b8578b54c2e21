// What README's reader writes: networks of tfjs-layers on eight Gaussians, on wasm. Every bundler and runtime of
// scripts/consumers runs this file, each with its own way of finding the packages, and must come to the same losses.
import { backend, getBackend, ones } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { gaussianRing, isGanCoreError, normalLatent, Trainer } from 'gan-core';
import { useBackend } from 'gan-core/backends';

const { dense } = layers;
const mlp = (inputs, outputs) => () =>
  sequential({
    layers: [dense({ units: 32, activation: 'relu', inputShape: [inputs] }), dense({ units: outputs })],
  });
const checks = [];

/** Trains, asks for backends that aren't installed, and tells as one object what was checked and came out, or an error. */
export async function report(tell = (result) => console.log(JSON.stringify(result))) {
  try {
    const losses = await train();
    await trainOnSeries();
    await stopBySignal();
    await askForMissingBackends();
    const result = { checks, losses };
    tell(result);
    return result;
  } catch (error) {
    tell({ error: String(error?.stack ?? error) });
    throw error;
  }
}

const game = () => ({
  generator: mlp(2, 2),
  discriminator: mlp(2, 1),
  latent: normalLatent(2),
  backend: 'wasm',
  seed: 1,
});

async function train() {
  const trainer = new Trainer(game());
  const losses = [];
  const settings = { steps: 40, batchSize: 64, reportEvery: 10 };
  for await (const { discriminatorLoss, generatorLoss } of trainer.run(gaussianRing(), settings)) {
    check('tfjs computes on wasm', getBackend() === 'wasm' && backend().wasm.HEAPU8.length > 0);
    losses.push(discriminatorLoss, generatorLoss);
  }
  check('8 finite losses', losses.length === 8 && losses.every(Number.isFinite));
  const samples = await trainer.sample(16);
  check('16 samples in the plane', samples.shape.join() === '16,2');
  trainer.dispose();
  return losses;
}

async function trainOnSeries() {
  await useBackend('wasm');
  // Made before a Trainer is: tfjs-layers draws the first weights of a GRU with methods that tensors must have by now.
  const discriminator = sequential({
    layers: [layers.gru({ units: 3, inputShape: [4, 1] }), dense({ units: 1 })],
  });
  const generator = sequential({
    layers: [dense({ units: 4, inputShape: [2] }), layers.reshape({ targetShape: [4, 1] })],
  });
  const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2), seed: 1 });
  const data = ones([8, 4, 1]);
  const { outcome } = await trainer.fit(data, { steps: 2 });
  check('a GRU trains', outcome.reason === 'completed');
  trainer.dispose();
  for (const each of [generator, discriminator, data]) each.dispose();
}

async function stopBySignal() {
  const controller = new AbortController();
  const trainer = new Trainer(game());
  const run = trainer.run(gaussianRing(), { steps: 1000, reportEvery: 1, signal: controller.signal });
  let steps = 0;
  let error;
  try {
    for await (const { step } of run) {
      steps = step;
      controller.abort(new Error('enough'));
    }
  } catch (caught) {
    error = caught;
  }
  trainer.dispose();
  check(`a signal ends a run (${steps} steps, ${error})`, steps < 10 && error?.message === 'enough');
}

async function askForMissingBackends() {
  const inNode = typeof globalThis.process?.versions?.node === 'string';
  const inBrowser = typeof document !== 'undefined' || typeof OffscreenCanvas !== 'undefined';
  check('Node or a browser', inNode || inBrowser);
  if (inBrowser) await expectMend('webgl', '@tensorflow/tfjs-backend-webgl');
  if (inNode) await expectMend('node', '@tensorflow/tfjs-node');
  const { name, passedOver, addedKernels } = await useBackend('auto');
  check(
    `auto takes wasm (it took ${name})`,
    name === 'wasm' && passedOver.some((each) => /npm install/.test(each)),
  );
  check("gan-core's kernels are there", addedKernels.includes('Conv2DBackpropFilter'));
}

async function expectMend(name, packageName) {
  const error = await useBackend(name).catch((caught) => caught);
  const mend = `Backend '${name}': isn't installed. Run: npm install ${packageName}@4`;
  check(
    `'${name}' isn't installed: ${error?.message}`,
    isGanCoreError(error) && error.message.startsWith(mend),
  );
}

function check(name, holds) {
  if (!holds) throw new Error(`does not hold: ${name}`);
  if (!checks.includes(name)) checks.push(name);
}
