import { createRandom } from 'gan-core/distributions';
import * as estimators from 'gan-core/estimators';
import { givenUp } from './judge';
import { type Recipe, recipe } from './recipe';

/** Points of the plane, in no pattern. */
function points(count: number, seed: number): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => [random.normal(), random.normal()]);
}
export const few = { p: points(24, 1), q: points(24, 2) };

/** What all estimators share. */
export const shared = () => ({ seed: 1, signal: givenUp(), confidence: 0.9 });

export type Name = keyof typeof estimators;
export const ofSamples = (name: Name, options: () => object, { p, q } = few, oneOf = 1): Recipe =>
  recipe(
    name,
    estimators[name] as Recipe['call'],
    () => ({ p: p, q: q, options: options() }),
    ['p', 'q', 'real', 'fake'],
    oneOf,
  );
