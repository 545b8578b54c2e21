import { areaY, line } from '@observablehq/plot';
import { sub, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { type DecodedPng, decode } from 'fast-png';
import { normalLatent, type Sampler } from 'gan-core/distributions';
import { gifBytes, type Pixels } from 'gan-core/figures';
import { adam } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { figureToPng, plotPanel } from '../pictures/figure';
import type { Claim, ClaimOptions } from './claim';
import { density, places } from './gaussians';
import { colors } from './line-figure';
import { generated, perceptron } from './line-game';

// The lecture's picture: D is high where the data are and low where the generated samples are, and these move to where it is higher, until
// D can't tell and lies at ½.

const data = { mean: 1, deviation: 0.5 };
const frames = 60;
const stepsOfFrame = 8;
const x = places(-4, 4, 161);

const real: Sampler = {
  shape: [1],
  sample: (count, random) =>
    tensor2d(
      Array.from({ length: count }, () => [data.mean + data.deviation * random.normal()]),
      [count, 1],
    ),
};

/** Of the densities that are drawn: one of samples that are all alike has no end. */
const highest = 1.3;

/** What a frame shows. */
interface Frame {
  readonly step: number;
  /** D(x) at the places. */
  readonly d: Float64Array;
  readonly samples: Float32Array;
}

export const discriminatorGuides: Claim = {
  name: 'discriminator-guides',
  says: 'D guides G: generated samples move to where D is higher, until D lies at ½.',
  async show(options) {
    const shown = await train(options);
    const means = shown.map(({ samples }) => samples.reduce((sum, each) => sum + each, 0) / samples.length);
    const far = shown.slice(0, -1).filter((_, index) => Math.abs(means[index]! - data.mean) > 1);
    const followed = far.filter((frame) => {
      const index = shown.indexOf(frame);
      return Math.sign(means[index + 1]! - means[index]!) === Math.sign(slopeAtSamples(frame));
    });
    const last = shown.at(-1)!;
    const near = x.map((at) => density(at, data));
    const pictures = await Promise.all([0, 10, 25, frames - 1].map((index) => panel(shown[index]!)));
    const subtitle = `Data, generated samples and D over ${frames * stepsOfFrame} steps (seed ${options.seed}).`;
    return {
      checks: [
        {
          what: `of ${far.length} frames in which G is far, the share in which its samples move where D rises`,
          value: followed.length / far.length,
          least: 0.75,
        },
        { what: 'distance of the means at first', value: Math.abs(means[0]! - data.mean), least: 2 },
        { what: 'and in the end', value: Math.abs(means.at(-1)! - data.mean), most: 0.35 },
        {
          what: '|D − ½| in the end, on average over the data',
          value:
            last.d.reduce((sum, d, index) => sum + Math.abs(d - 0.5) * near[index]!, 0) * (x[1]! - x[0]!),
          most: 0.15,
        },
      ],
      picture: await figureToPng({ title: 'D guides G', subtitle, columns: 2, panels: pictures }),
      animation: await gifBytes(await Promise.all(shown.map(pixels)), { delayMs: 100 }),
    };
  },
};

async function train({ seed, signal }: ClaimOptions): Promise<Frame[]> {
  const trainer = new Trainer({
    generator: () => perceptron(4, 'tanh'),
    discriminator: () => perceptron(1, 'tanh'),
    latent: normalLatent(4),
    generatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
    discriminatorOptimizer: adam({ learningRate: 4e-3, beta1: 0.5 }),
    discriminatorSteps: 3,
    backend: 'wasm',
    seed,
  });
  const { generator, discriminator } = await trainer.ready();
  // G begins at the left, where no data are.
  const bias = generator.getWeights().at(-1)!;
  generator.setWeights([...generator.getWeights().slice(0, -1), tidy(() => sub(bias, 2))]);
  const shown: Frame[] = [];
  for (let frame = 0; frame < frames; frame++) {
    await trainer.fit(real, { steps: stepsOfFrame, batchSize: 256, reportEvery: stepsOfFrame, signal });
    const logits = tidy(() => discriminator.predict(tensor2d([...x], [x.length, 1])) as Tensor);
    const d = Float64Array.from(await logits.data(), (logit) => 1 / (1 + Math.exp(-logit)));
    logits.dispose();
    shown.push({ step: (frame + 1) * stepsOfFrame, d, samples: await generated(trainer, 3000, seed) });
  }
  trainer.dispose();
  return shown;
}

/** The mean slope of log D at the generated samples: where they are told to go. */
function slopeAtSamples({ d, samples }: Frame): number {
  const width = x[1]! - x[0]!;
  return samples.reduce((sum, sample) => {
    const at = Math.min(Math.max(Math.floor((sample - x[0]!) / width), 0), x.length - 2);
    return sum + (Math.log(d[at + 1]!) - Math.log(d[at]!)) / width;
  }, 0);
}

function panel({ step, d, samples }: Frame) {
  const widened = (at: number) =>
    samples.reduce((sum, mean) => sum + density(at, { mean, deviation: 0.12 }), 0) / samples.length;
  const points = Array.from(x, (at, index) => ({
    at,
    data: density(at, data),
    generated: Math.min(widened(at), highest),
    d: d[index]!,
  }));
  return plotPanel({
    heading: `step ${step}: data blue, generated orange, D green`,
    width: 420,
    height: 230,
    marginLeft: 40,
    x: { label: 'x', labelArrow: 'none' },
    y: { label: null, domain: [0, highest] },
    grid: true,
    marks: [
      areaY(points, { x: 'at', y: 'data', fill: colors.data, fillOpacity: 0.25 }),
      areaY(points, { x: 'at', y: 'generated', fill: colors.generated, fillOpacity: 0.25 }),
      line(points, { x: 'at', y: 'd', stroke: colors.learned, strokeWidth: 2.5 }),
    ],
  });
}

async function pixels(frame: Frame): Promise<Pixels> {
  const png = await figureToPng({
    title: 'D guides G',
    subtitle: '',
    columns: 1,
    panels: [await panel(frame)],
  });
  return halved(decode(png));
}

/** A picture of half the width and height: each pixel the mean of four. */
function halved({ width, height, data: values, channels }: DecodedPng): Pixels {
  const [columns, rows] = [width >> 1, height >> 1];
  const half = new Uint8ClampedArray(4 * columns * rows).fill(255);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let channel = 0; channel < 3; channel++) {
        const at = channels * (2 * row * width + 2 * column) + channel;
        const below = at + channels * width;
        const four = values[at]! + values[at + channels]! + values[below]! + values[below + channels]!;
        half[4 * (row * columns + column) + channel] = four / 4;
      }
  return { width: columns, height: rows, data: half };
}
