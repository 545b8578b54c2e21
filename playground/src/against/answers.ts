/** Answers to "real or generated?", counted. */
export interface AnswerCounts {
  /** Real pictures that were asked about, and those of them that were called real. */
  readonly real: number;
  readonly realCalledReal: number;
  /** Generated pictures that were asked about, and those of them that were called real. */
  readonly generated: number;
  readonly generatedCalledReal: number;
}

/** A picture that was asked about, and the answer. */
export interface Answer {
  readonly isReal: boolean;
  readonly saidReal: boolean;
}

/** Counts answers. */
export function countAnswers(answers: readonly Answer[]): AnswerCounts {
  const count = (fits: (answer: Answer) => boolean) => answers.filter(fits).length;
  return {
    real: count(({ isReal }) => isReal),
    realCalledReal: count(({ isReal, saidReal }) => isReal && saidReal),
    generated: count(({ isReal }) => !isReal),
    generatedCalledReal: count(({ isReal, saidReal }) => !isReal && saidReal),
  };
}

/** The answers that D's outputs give: real where they are above the middle. */
export function answersOfLogits(
  real: ArrayLike<number>,
  generated: ArrayLike<number>,
  middle = 0,
): AnswerCounts {
  const above = (logits: ArrayLike<number>) => Array.from(logits).filter((logit) => logit > middle).length;
  return {
    real: real.length,
    realCalledReal: above(real),
    generated: generated.length,
    generatedCalledReal: above(generated),
  };
}
