import { describe, expect, it } from 'vitest';
import { createGameAgainst, roundLength, roundOf } from '../../playground/src/against/game-against';
import type { PictureSet } from '../../playground/src/pictures/data/picture-set';
import type { Stage } from '../../playground/src/pictures/training/picture-messages';

const count = 40;
/** Real pictures are 100 and more, generated ones less; D's logit tells them apart by its sign, but for the first real one. */
const pictures: PictureSet = {
  shape: [1, 1, 1],
  train: new Uint8Array(3),
  heldOut: Uint8Array.from({ length: count }, (_, index) => 100 + index),
};
const stage: Stage = {
  step: 250,
  generated: Uint8ClampedArray.from({ length: count }, (_, index) => index),
  generatedLogits: new Float32Array(count).fill(-2),
  realLogits: new Float32Array(count).fill(2),
};

describe('the game against D', () => {
  it('asks about the pictures that it says it asks about', () => {
    const { questions, realWereTrainedOn } = roundOf(stage, pictures, 1);
    expect(questions).toHaveLength(roundLength);
    for (const { isReal, index, pixels, logit } of questions) {
      expect(pixels[0]).toBe(isReal ? 100 + index : index);
      expect(logit).toBe(isReal ? 2 : -2);
    }
    expect(realWereTrainedOn).toBe(false);
    expect(
      roundOf({ ...stage, realLogits: new Float32Array(3) }, { ...pictures, heldOut: new Uint8Array() }, 1)
        .realWereTrainedOn,
    ).toBe(true);
  });

  it('counts a reader who knows as right each time, and one who says the contrary never', () => {
    const game = createGameAgainst(1);
    for (const knows of [true, false]) {
      game.deal(stage, pictures);
      for (const { isReal } of game.round.value!.questions) game.answer(isReal === knows);
    }
    const [first, second] = game.results.value;
    expect([first!.right, second!.right]).toEqual([20, 0]);
    expect(first!.reader.value).toBeCloseTo(Math.LN2, 14);
    expect(first!.rightByDiscriminator).toBe(20);
    // V = 2 log σ(2) on each picture.
    expect(first!.value!.value).toBeCloseTo(2 * Math.log(1 / (1 + Math.exp(-2))), 6);
    expect(first!.ofStage!.pictures).toBe(2 * count);
  });

  it('has other pictures in each round, takes no answer too many, and can be left', () => {
    const game = createGameAgainst(7);
    game.deal(stage, pictures);
    const first = game.round.value!.questions.map(({ index }) => index);
    game.leave();
    expect(game.round.value).toBeNull();
    expect(game.results.value).toEqual([]);
    game.deal(stage, pictures);
    expect(game.seed.value).toBe(9);
    expect(game.round.value!.questions.map(({ index }) => index)).not.toEqual(first);
    for (let answer = 0; answer < roundLength + 3; answer++) game.answer(true);
    expect(game.round.value!.answers).toHaveLength(roundLength);
    expect(game.results.value).toHaveLength(1);
  });
});
