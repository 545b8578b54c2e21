export { createRandom, type Random, type RandomState } from './random';
export { withSeededMathRandom } from './seeded-math-random';
