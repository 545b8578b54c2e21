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
import { createRandom, type EqualGaussians } from 'gan-core/distributions';
import type { Trainer } from 'gan-core/trainer';
import { givesProbabilities } from '../game/gives-probabilities';
import type { PlaneGame } from '../game/plane-game';
import type { PlaneSettings } from '../settings/plane-settings';
import { gridPlaces } from './grid-places';
import { InsideReader } from './inside-reader';
import type { PlaneFrame, Wanted } from './messages';
import { noiseGrid } from './noise-grid';

const points = 512;
const arrows = 96;
const side = 48;
/** Of a run of which nothing else is shown. */
export const nothingElse: Wanted = { inside: null, unit: null, gradients: false };

/** Draws frames of a run: between its steps, and without moving it. */
export class PlaneFrames {
  private readonly real: Tensor2D;
  private readonly places: Tensor2D;
  private readonly manifold: Tensor2D | undefined;
  private readonly manifoldSide: number;
  private readonly noise: Tensor;
  private readonly inside: InsideReader;

  constructor(
    private readonly trainer: Trainer<Sequential, Sequential>,
    private readonly game: PlaneGame,
    private readonly settings: PlaneSettings,
    data: EqualGaussians,
  ) {
    const { latent } = game.options;
    this.real = data.sample(points, createRandom(settings.seed)) as Tensor2D;
    this.noise = latent!.sample(points, createRandom(settings.seed + 1));
    this.places = gridPlaces(side);
    this.inside = new InsideReader(settings);
    const grid = noiseGrid(settings);
    this.manifold =
      grid && tensor2d(grid.values, [grid.values.length / settings.noiseSize, settings.noiseSize]);
    this.manifoldSide = grid?.side ?? 0;
  }

  /**
   * @param wanted - what it is to hold beside points
   * @param now - whether the inside of a network is to be read however new the last one is
   */
  async draw(wanted: Wanted = nothingElse, now = false): Promise<PlaneFrame> {
    const { generator, discriminator } = await this.trainer.ready();
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
      inside:
        wanted.inside &&
        (await this.inside.read(
          wanted.inside,
          { generator, discriminator }[wanted.inside],
          wanted.unit,
          now,
        )),
      gradients: wanted.gradients ? await this.gradients() : null,
    };
  }

  private async gradients(): Promise<PlaneFrame['gradients']> {
    const { generator, discriminator } = this.game.gauges;
    return { generator: await generator.read(), discriminator: await discriminator.read() };
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
    const slope = grad((x: Tensor) => this.game.options.loss!.generator({ real, fake: ofD(x) }, context));
    return mul(slope(samples), -samples.shape[0]);
  }

  dispose(): void {
    for (const each of [this.real, this.places, this.noise, this.manifold, this.inside]) each?.dispose();
  }
}
