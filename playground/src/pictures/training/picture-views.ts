import { concat, dispose, slice, type Tensor, type Tensor2D, tensor2d, unstack } from '@tensorflow/tfjs-core';
import { createRandom, interpolate, normalLatent } from 'gan-core/distributions';
import { toPixels } from 'gan-core/images';
import type { Trainer } from 'gan-core/trainer';
import type { PictureFrame } from './picture-messages';
import { stripCount } from './strip-count';

/** Pictures of the sheet. */
const sheetCount = 64;

/** What the page sees of G, from noise that stays the same: looked at between steps, without moving the run. */
export class PictureViews {
  private readonly sheetNoise: Tensor2D;
  private sliderNoise: Tensor2D;
  private stripNoise: Tensor2D;

  constructor(
    private readonly trainer: Trainer,
    private readonly noiseSize: number,
    seed: number,
  ) {
    const draw = (count: number, own: number) =>
      normalLatent(noiseSize).sample(count, createRandom(own)) as Tensor2D;
    this.sheetNoise = draw(sheetCount, seed);
    this.sliderNoise = slice(this.sheetNoise, 0, 1);
    this.stripNoise = this.between([seed + 1, seed + 2]);
  }

  /** The noise of the sliders. */
  async noise(): Promise<Float32Array> {
    return (await this.sliderNoise.data()).slice() as Float32Array;
  }

  setNoise(values: Float32Array): void {
    this.sliderNoise.dispose();
    this.sliderNoise = tensor2d(values, [1, this.noiseSize]);
  }

  setEnds(seeds: readonly [number, number]): void {
    this.stripNoise.dispose();
    this.stripNoise = this.between(seeds);
  }

  /** All of it, by one pass through G. */
  async frame(): Promise<PictureFrame> {
    const { step } = this.trainer;
    const noise = concat([this.sheetNoise, this.sliderNoise, this.stripNoise]);
    const pixels = await this.pixelsOf(noise);
    noise.dispose();
    const each = pixels.length / (sheetCount + 1 + stripCount);
    const [sheetEnd, pictureEnd] = [sheetCount * each, (sheetCount + 1) * each];
    return {
      step,
      sheet: pixels.slice(0, sheetEnd),
      picture: pixels.slice(sheetEnd, pictureEnd),
      strip: pixels.slice(pictureEnd),
    };
  }

  picture(): Promise<Uint8ClampedArray> {
    return this.pixelsOf(this.sliderNoise);
  }

  strip(): Promise<Uint8ClampedArray> {
    return this.pixelsOf(this.stripNoise);
  }

  private async pixelsOf(latent: Tensor): Promise<Uint8ClampedArray> {
    const samples = await this.trainer.sample(latent.shape[0]!, { latent });
    try {
      return await toPixels(samples);
    } finally {
      samples.dispose();
    }
  }

  dispose(): void {
    dispose([this.sheetNoise, this.sliderNoise, this.stripNoise]);
  }

  /** Noises along the great circle between two. */
  private between([a, b]: readonly [number, number]): Tensor2D {
    const ends = [a, b].map((seed) => normalLatent(this.noiseSize).sample(1, createRandom(seed)));
    const [from, to] = ends.flatMap((end) => unstack(end));
    const noise = interpolate(from!, to!, stripCount) as Tensor2D;
    dispose([...ends, from!, to!]);
    return noise;
  }
}
