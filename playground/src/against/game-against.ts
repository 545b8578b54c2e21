import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { PictureSet } from '../pictures/data/picture-set';
import { comparedPictures, pictureCount } from '../pictures/data/picture-set';
import type { Stage } from '../pictures/training/picture-messages';
import { type Answer, answersOfLogits, countAnswers } from './answers';
import { type AnswersEstimate, jensenShannonFromAnswers } from './jensen-shannon-from-answers';
import { drawRound, type RoundPicture } from './round';
import { type ValueEstimate, valueFromLogits } from './value-from-logits';

/** Pictures of a round. */
export const roundLength = 20;

/** A picture with its pixels, and D's opinion. */
interface RoundQuestion extends RoundPicture {
  readonly pixels: Uint8Array | Uint8ClampedArray;
  /** D's logit at the stage's step. */
  readonly logit: number;
}

/** A round: so many questions, and the answers so far. */
export interface Round {
  readonly step: number;
  readonly shape: readonly [number, number, number];
  readonly questions: readonly RoundQuestion[];
  readonly answers: readonly Answer[];
  /** Whether D was trained on the real pictures, since none could be spared. */
  readonly realWereTrainedOn: boolean;
  /** What D says real above: a logit of 0, D = ½; the median of the stage's outputs where the game gives no probabilities. */
  readonly middle: number;
  /** D's V on all pictures of the stage; null where D gives no probabilities. */
  readonly ofStage: (ValueEstimate & { readonly pictures: number }) | null;
}

/** The end of a round: what the reader's answers say, and D's. */
export interface RoundResult {
  readonly step: number;
  readonly right: number;
  readonly reader: AnswersEstimate;
  readonly rightByDiscriminator: number;
  /** D's answers at ½ to the same questions. */
  readonly discriminator: AnswersEstimate;
  /** Whether D's answers are those at D = ½. */
  readonly atHalf: boolean;
  /** D's V on the same pictures; null where D gives no probabilities. */
  readonly value: ValueEstimate | null;
  readonly ofStage: Round['ofStage'];
}

/** The rounds that a reader plays against D. */
export interface GameAgainst {
  readonly round: ReadonlySignal<Round | null>;
  readonly results: ReadonlySignal<readonly RoundResult[]>;
  /** The next round's seed. */
  readonly seed: ReadonlySignal<number>;
  /** @param givesProbabilities - whether the game makes σ of D's outputs a probability */
  deal(stage: Stage, pictures: PictureSet, givesProbabilities?: boolean): void;
  answer(saidReal: boolean): void;
  /** Puts the round aside. */
  leave(): void;
}

/** A game without a round yet. */
export function createGameAgainst(firstSeed: number): GameAgainst {
  const round: Signal<Round | null> = signal(null);
  const results: Signal<readonly RoundResult[]> = signal([]);
  const seed = signal(firstSeed);
  return {
    round,
    results,
    seed,
    deal(stage, pictures, givesProbabilities) {
      round.value = roundOf(stage, pictures, seed.value, givesProbabilities);
      seed.value++;
    },
    answer(saidReal) {
      const now = round.value;
      const question = now?.questions[now.answers.length];
      if (!now || !question) return;
      const answers = [...now.answers, { isReal: question.isReal, saidReal }];
      const answered = { ...now, answers };
      round.value = answered;
      if (answers.length === now.questions.length) results.value = [...results.value, resultOf(answered)];
    },
    leave() {
      round.value = null;
    },
  };
}

/** The questions of a round about what a stage kept. */
export function roundOf(stage: Stage, pictures: PictureSet, seed: number, givesProbabilities = true): Round {
  const { shape } = pictures;
  const each = shape[0] * shape[1] * shape[2];
  const real = comparedPictures(pictures);
  const questions = drawRound(seed, roundLength, stage.realLogits.length, stage.generatedLogits.length).map(
    (picture) => {
      const { isReal, index } = picture;
      const pixels = (isReal ? real : stage.generated).slice(index * each, (index + 1) * each);
      return { ...picture, pixels, logit: (isReal ? stage.realLogits : stage.generatedLogits)[index]! };
    },
  );
  return {
    step: stage.step,
    shape,
    questions,
    answers: [],
    realWereTrainedOn: pictureCount(pictures, pictures.heldOut) === 0,
    middle: givesProbabilities ? 0 : medianOf([...stage.realLogits, ...stage.generatedLogits]),
    ofStage: givesProbabilities
      ? {
          ...valueFromLogits(stage.realLogits, stage.generatedLogits),
          pictures: stage.realLogits.length + stage.generatedLogits.length,
        }
      : null,
  };
}

/** What a finished round says. */
function resultOf({ step, questions, answers, middle, ofStage }: Round): RoundResult {
  const logits = (isReal: boolean) =>
    questions.filter((question) => question.isReal === isReal).map(({ logit }) => logit);
  const byDiscriminator = answersOfLogits(logits(true), logits(false), middle);
  const byReader = countAnswers(answers);
  const right = ({ realCalledReal, generated, generatedCalledReal }: typeof byReader) =>
    realCalledReal + generated - generatedCalledReal;
  return {
    step,
    right: right(byReader),
    reader: jensenShannonFromAnswers(byReader),
    rightByDiscriminator: right(byDiscriminator),
    discriminator: jensenShannonFromAnswers(byDiscriminator),
    atHalf: ofStage !== null,
    value: ofStage && valueFromLogits(logits(true), logits(false)),
    ofStage,
  };
}

function medianOf(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return (sorted[half]! + sorted[sorted.length % 2 === 0 ? half - 1 : half]!) / 2;
}
