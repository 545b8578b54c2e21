/** Fitted probabilities. */
export interface CategoricalParameters {
  /** One probability an outcome; they sum to 1. */
  readonly probabilities: readonly number[];
}
