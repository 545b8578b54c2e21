import {
  argMax,
  dispose,
  gather,
  losses,
  oneHot,
  type Scalar,
  type Tensor,
  type Tensor4D,
  tensor,
  tensor1d,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { useBackend } from 'gan-core/backends';
import { createRandom } from 'gan-core/distributions';
import { adam, cosineDecay, type Optimizer } from 'gan-core/optimizers';
import { distorted } from './classifier/distorted';
import { packedWeights } from './classifier/packed-weights';
import { classes, digitTensors } from './data/digit-tensors';
import { type Digits, readDigits } from './data/digits';
import { splitDigits } from './data/split-digits';
import type { ExampleOptions } from './example';
import { digitClassifierNetwork } from './networks/digit-classifier-network';
import { saveJson } from './save';

// The classifier of digits that comes with gan-core, `digitClassifier` of gan-core/metrics, is trained here, on 8,000 digits.
// Run it: npx gan-core digit-classifier

const settings = { batchSize: 64, learningRate: 3e-3, reportEvery: 100 };

/** Digits on the device, and what they are. */
interface DigitSet {
  readonly images: Tensor4D;
  readonly labels: readonly number[];
}

/** Trains, rounds the weights to 8 bits, and counts the mistakes on digits that were held out. */
export async function run(options: ExampleOptions): Promise<void> {
  const { steps, seed } = options;
  const { train, heldOut } = splitDigits(readDigits());
  const backend = await useBackend('wasm'); // it must run before there is a tensor on it
  const [trainSet, heldOutSet] = [onDevice(train), onDevice(heldOut)];
  const network = digitClassifierNetwork(seed);
  await learn(network, trainSet, options);

  const exact = await mistakes(network, heldOutSet);
  const shapes = network.weights.map(({ shape }) => shape as number[]);
  const current = await Promise.all(network.getWeights().map((weight) => weight.data<'float32'>()));
  const packed = packedWeights(shapes.map((shape, index) => ({ shape, values: current[index]! })));
  const rounded = packed.values.map((values, index) => tensor(values, shapes[index]));
  network.setWeights(rounded);
  const inEightBits = await mistakes(network, heldOutSet);
  console.log(
    `${inEightBits} mistakes in ${heldOut.labels.length} held-out digits (before rounding to 8 bits: ${exact})`,
  );
  saveJson(
    'digit-classifier.json',
    {
      settings: { steps, seed, ...settings },
      heldOut: { digits: heldOut.labels.length, mistakes: inEightBits, mistakesBeforeRounding: exact },
      weights: packed.text,
    },
    options,
  );
  dispose([trainSet.images, heldOutSet.images, ...rounded]);
  network.dispose();
  backend.restore();
}

async function learn(
  network: Sequential,
  { images, labels }: DigitSet,
  { steps, seed, signal }: ExampleOptions,
): Promise<void> {
  const random = createRandom(seed);
  const optimizer = adam({ learningRate: cosineDecay({ from: settings.learningRate, steps }) });
  for (let step = 1; step <= steps; step++) {
    signal.throwIfAborted();
    const chosen = Array.from({ length: settings.batchSize }, () => random.integer(labels.length));
    const wanted = chosen.map((index) => labels[index]!);
    const loss = tidy(() => {
      const batch = distorted(gather(images, tensor1d(chosen, 'int32')), random);
      return update(network, optimizer, batch, wanted);
    });
    const [value] = await loss.data(); // others run meanwhile
    if (step % settings.reportEvery === 0 || step === steps)
      console.log(`step ${step} of ${steps}: cross-entropy ${value!.toFixed(3)}`);
    loss.dispose();
  }
  optimizer.dispose();
}

/** Moves the network down the gradient of the cross-entropy, which is returned. */
function update(
  network: Sequential,
  optimizer: Optimizer,
  batch: Tensor4D,
  labels: readonly number[],
): Scalar {
  const weights = network.trainableWeights.map((weight) => weight.read() as Variable);
  const wanted = oneHot(tensor1d([...labels], 'int32'), classes);
  const { value, grads } = variableGrads(
    () => losses.softmaxCrossEntropy(wanted, network.apply(batch, { training: true }) as Tensor) as Scalar,
    weights,
  );
  optimizer.update(
    weights,
    weights.map(({ name }) => grads[name] ?? null),
  );
  return value;
}

/** How many of the digits it takes for others. */
async function mistakes(network: Sequential, { images, labels }: DigitSet): Promise<number> {
  const taken = tidy(() => argMax(network.predict(images, { batchSize: 500 }) as Tensor, 1));
  const digits = await taken.data();
  taken.dispose();
  return labels.filter((label, index) => label !== digits[index]).length;
}

function onDevice(digits: Digits): DigitSet {
  const { real, condition } = digitTensors(digits);
  condition.dispose();
  return { images: real, labels: digits.labels };
}
