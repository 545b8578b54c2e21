export { checkRandom } from './check-random';
export { checkSeed } from './check-seed';
export { createRandom, type Random, type RandomState } from './random';
export { currentRandom, withSeededMathRandom } from './seeded-math-random';
export { drawNext, shuffle, shuffleStep } from './shuffle';
