export { checkRandom } from './check-random';
export { checkSeed } from './check-seed';
export { createRandom, type Random, type RandomState } from './random';
export { drawNext, shuffle, shuffleStep } from './shuffle';
export { currentRandom, withSeededMathRandom } from './with-seeded-math-random';
