export { checkRandom } from './check-random';
export { createRandom, type Random, type RandomState } from './random';
export { currentRandom, withSeededMathRandom } from './seeded-math-random';
export { drawNext, shuffle, shuffleStep } from './shuffle';
