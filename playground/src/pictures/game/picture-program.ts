import { lossCode } from '../../game/loss-code';
import { pictureLossChoices } from '../settings/picture-choices';
import { type PictureSettings, pictureShape } from '../settings/picture-settings';
import { augmentationPolicies } from './augmentation-policies';
import { pictureBeta1 } from './picture-beta1';

/** The file with the run's pictures, which the program reads. */
export const picturesFile = 'pictures.bin';

/** How many steps the program trains for where the page's run has none yet. */
const usualSteps = 1000;

/**
 * A program for Node that trains on pictures as the page does: the same numbers, on the same backend and version. It reads the pictures
 * from a file beside it: neither digits nor the reader's own come with gan-core.
 *
 * @param count - number of pictures that the run trains on
 */
export function pictureProgramOf(settings: PictureSettings, count: number, steps = usualSteps): string {
  const { data, noiseSize, learningRate, averageDecay, r1, augmentation, backend, seed } = settings;
  const policy = augmentationPolicies[augmentation];
  const pictures = data === 'digits' ? `${count} digits of MNIST` : `${count} pictures of your own`;
  const title = pictureLossChoices.find(({ name }) => name === settings.loss)!.title;
  const optimizer = `gan.adam({ learningRate: ${learningRate}, beta1: ${pictureBeta1} })`;
  return `// ${title}. Made by gan-core's playground.
// npm install gan-core @tensorflow/tfjs-core @tensorflow/tfjs-layers @tensorflow/tfjs-backend-wasm
// Save beside ${picturesFile}, then: node gan.mjs
import { readFileSync } from 'node:fs';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import * as gan from 'gan-core';
import { imageGrid } from 'gan-core/figures';
import { writePng } from 'gan-core/node';

// The ${pictures} that the page trained on: bytes from 0 to 255, picture after picture, row by row.
// For others, a folder of files: imageFolder(path, { size: ${pictureShape(settings)[0]}, batchSize: … }) of gan-core/node in place of pictures.
const bytes = new Uint8Array(readFileSync(new URL('${picturesFile}', import.meta.url)));
const [height, width, channels] = [${pictureShape(settings).join(', ')}];

${networksCode(settings)}

const trainer = new gan.Trainer({
  generator,
  discriminator${policy.length > 0 ? `: () => gan.augmented(discriminator(), gan.diffAugment({ policy: ${JSON.stringify(policy)} }))` : ''},
  latent: gan.normalLatent(${noiseSize}),
  loss: ${lossCode(settings.loss)},
  terms: [${r1 > 0 ? `gan.r1Penalty({ gamma: ${r1} })` : ''}],
  generatorOptimizer: ${optimizer},
  discriminatorOptimizer: ${optimizer},
${averageDecay > 0 ? `  generatorEma: { decay: ${averageDecay} },\n` : ''}  backend: 'wasm',${backend === 'wasm' ? '' : ` // the page's was ${backend}`}
  seed: ${seed},
});
await trainer.ready(); // starts the backend, which the pictures go to
const pictures = gan.fromPixels(bytes, { shape: [bytes.length / (height * width * channels), height, width, channels] });
for await (const report of trainer.run(pictures, { steps: ${steps}, batchSize: ${Math.min(settings.batchSize, count)}, reportEvery: ${Math.min(50, steps)} }))
  console.log(report.step, report.discriminatorLoss, report.generatorLoss);
await writePng('samples.png', await imageGrid(await trainer.sample(64)));
console.log('samples.png has 64 samples.');
`;
}

/** Both networks, as `picture-networks.ts` has them. */
function networksCode({ noiseSize, generatorFilters, discriminatorFilters }: PictureSettings): string {
  return `const halving = { kernelSize: 4, strides: 2, padding: 'same' };
const leaky = () => layers.leakyReLU({ alpha: 0.2 });
const generator = () => {
  const quarter = [height / 4, width / 4, ${2 * generatorFilters}];
  return sequential({
    layers: [
      layers.dense({ units: quarter[0] * quarter[1] * quarter[2], useBias: false, inputShape: [${noiseSize}] }),
      layers.reshape({ targetShape: quarter }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.conv2dTranspose({ ...halving, filters: ${generatorFilters}, useBias: false }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.conv2dTranspose({ ...halving, filters: channels, activation: 'tanh' }),
    ],
  });
};
const discriminator = () =>
  sequential({
    layers: [
      layers.conv2d({ ...halving, filters: ${discriminatorFilters}, inputShape: [height, width, channels] }),
      leaky(),
      layers.conv2d({ ...halving, filters: ${2 * discriminatorFilters} }),
      leaky(),
      layers.flatten(),
      layers.dense({ units: 64 }),
      leaky(),
      layers.dense({ units: 1 }),
    ],
  });`;
}
