import {
  add,
  clipByValue,
  div,
  grad,
  mean,
  mul,
  sigmoid,
  slice,
  sub,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { createRandom, type EqualGaussians, type Sampler } from 'gan-core/distributions';
import type { AdversarialLoss } from 'gan-core/losses';
import type { Trainer } from 'gan-core/trainer';
import { givesProbabilities } from '../game/gives-probabilities';
import { extent } from '../settings/extent';
import type { PlaneSettings } from '../settings/plane-settings';
import type { HiddenLayer, PlaneFrame } from './messages';
import { noiseGrid } from './noise-grid';

const points = 512;
const arrows = 96;
const side = 48;
const hiddenSide = 20;
/** Of each hidden layer, at most so many units are shown. */
const shownUnits = 12;

/** Draws frames of a run: between its steps, and without moving it. */
export class PlaneFrames {
  private readonly real: Tensor2D;
  private readonly places: Tensor2D;
  private readonly fewPlaces: Tensor2D;
  private readonly manifold: Tensor2D | undefined;
  private readonly manifoldSide: number;
  private readonly noise: Tensor;

  constructor(
    private readonly trainer: Trainer<Sequential, Sequential>,
    private readonly loss: AdversarialLoss,
    private readonly settings: PlaneSettings,
    data: EqualGaussians,
    latent: Sampler,
  ) {
    this.real = data.sample(points, createRandom(settings.seed)) as Tensor2D;
    this.noise = latent.sample(points, createRandom(settings.seed + 1));
    this.places = gridPlaces(side);
    this.fewPlaces = gridPlaces(hiddenSide);
    const grid = noiseGrid(settings);
    this.manifold =
      grid && tensor2d(grid.values, [grid.values.length / settings.noiseSize, settings.noiseSize]);
    this.manifoldSide = grid?.side ?? 0;
  }

  /** @param inside - whether D's hidden units are wanted */
  async draw(inside = false): Promise<PlaneFrame> {
    const { generator: _, discriminator } = await this.trainer.ready();
    const { step } = this.trainer;
    const latent = this.noise;
    const samples = await this.trainer.sample(points, { latent });
    const mesh =
      this.manifold && (await this.trainer.sample(this.manifold.shape[0], { latent: this.manifold }));
    const ofD = (x: Tensor) => discriminator.apply(x, { training: false }) as Tensor;
    const [scores, pulls] = tidy(() => [
      this.scores(ofD, samples),
      this.pulls(ofD, slice(samples as Tensor2D, 0, arrows)),
    ]) as [Tensor, Tensor];
    const tensors = [samples, scores, pulls, ...(mesh ? [mesh] : [])];
    const read = (await Promise.all([this.real, ...tensors].map((each) => each.data()))) as Float32Array[];
    for (const each of tensors) each.dispose();
    const [real, generated, ofScores, ofPulls, manifold] = read;
    return {
      step,
      real: real!.slice(),
      generated: generated!.slice(),
      scores: ofScores!.slice(),
      side,
      pulls: ofPulls!.slice(),
      manifold: manifold?.slice() ?? new Float32Array(),
      manifoldSide: this.manifoldSide,
      hidden: inside ? await this.hidden(discriminator) : [],
    };
  }

  /** D on the square, from 0 for generated to 1 for real: as the game has it, or about D's mean where it has no such scale. */
  private scores(ofD: (x: Tensor) => Tensor, samples: Tensor): Tensor {
    const outputs = ofD(this.places);
    if (givesProbabilities(this.settings.loss)) return sigmoid(outputs);
    if (this.settings.loss === 'least-squares') return clipByValue(outputs, 0, 1); // its D aims at 0 and 1
    return sigmoid(sub(outputs, div(add(mean(ofD(this.real)), mean(ofD(samples))), 2)));
  }

  /** Minus the slope of G's loss by each sample: the direction in which D lures it. */
  private pulls(ofD: (x: Tensor) => Tensor, samples: Tensor2D): Tensor {
    const real = ofD(slice(this.real, 0, arrows));
    const context = { random: createRandom(0), step: this.trainer.step };
    const slope = grad((x: Tensor) => this.loss.generator({ real, fake: ofD(x) }, context));
    return mul(slope(samples), -samples.shape[0]);
  }

  /** What the first units of D's hidden layers give on the square. */
  private async hidden(discriminator: Sequential): Promise<HiddenLayer[]> {
    const layers = discriminator.layers.slice(0, -1);
    const outputs = tidy(() => {
      let x: Tensor = this.fewPlaces;
      return layers.map((layer) => {
        x = layer.apply(x) as Tensor;
        return x;
      });
    });
    const read: HiddenLayer[] = [];
    for (const output of outputs) {
      const units = output.shape[1]!;
      const all = (await output.data()) as Float32Array;
      output.dispose();
      const values = Array.from({ length: Math.min(units, shownUnits) }, (_, unit) =>
        Float32Array.from({ length: hiddenSide ** 2 }, (_, place) => all[place * units + unit]!),
      );
      read.push({ units, values, side: hiddenSide });
    }
    return read;
  }

  dispose(): void {
    for (const each of [this.real, this.places, this.fewPlaces, this.noise, this.manifold]) each?.dispose();
  }
}

/** Points of a grid on the square, row by row from the lower left. */
function gridPlaces(perSide: number): Tensor2D {
  const at = (index: number) => -extent + ((2 * extent) / (perSide - 1)) * index;
  return tensor2d(
    Array.from({ length: perSide ** 2 }, (_, index) => [
      at(index % perSide),
      at(Math.floor(index / perSide)),
    ]),
  );
}
