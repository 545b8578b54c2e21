export { checkRandom } from './check-random';
export { createRandom, type Random, type RandomState } from './random';
export { drawNext, shuffle, shuffleStep } from './shuffle';
export { currentRandom, withSeededMathRandom } from './with-seeded-math-random';
