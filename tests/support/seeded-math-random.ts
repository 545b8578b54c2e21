import { createRandom } from 'gan-core/random';
import { afterEach, beforeEach } from 'vitest';

// tfjs draws from Math.random for what got no seed: weight initializers, dropout. Seeded by the test's own name, a test
// has the same numbers on every run and in any order, and can't fail once in a hundred runs.
const original = Math.random;

beforeEach(({ task }) => {
  const random = createRandom(
    [...task.name].reduce((seed, letter) => (31 * seed + letter.codePointAt(0)!) % 2 ** 31, 1),
  );
  Math.random = () => random.next();
});

afterEach(() => {
  Math.random = original;
});
