import { createRandom, gaussianRing } from 'gan-core/distributions';
import type { GameSize } from '../games';
import type { Contestant } from '../interleave';
import type { Jax, JaxArray } from './jax-js';
import { newPlayer, perceptronStep, type State } from './perceptron-step';

/** The perceptrons' game on @jax-js/jax, on its wasm backend. */
export function jaxContestant(name: string, jax: Jax, { batchSize, width }: GameSize): Contestant {
  const { numpy, random } = jax;
  const takeStep = perceptronStep(jax);
  const draw = jax.jit((key: JaxArray) => random.normal(key, [batchSize, 2]));
  const { centers } = gaussianRing();
  const numbers = createRandom(0);
  const real = () => {
    const values = Array.from({ length: batchSize }, (_, index) => centers[index % centers.length]!).flat();
    return numpy.array(Float32Array.from(values, (value) => value + 0.02 * numbers.normal()));
  };
  let state: State = {
    generator: newPlayer(jax, [2, width, width, 2], 1),
    discriminator: newPlayer(jax, [2, width, width, 1], 11),
    steps: numpy.array(0),
  };
  let key = 100;
  return {
    name,
    async run(steps) {
      for (let step = 1; step <= steps; step++) {
        const [noiseForD, noiseForG] = [draw(random.key(key++)), draw(random.key(key++))];
        const after = takeStep(state, real().reshape([batchSize, 2]), noiseForD, noiseForG);
        state = after.state;
        // Its guide says to wait now and then; without that, each step takes longer than the one before it.
        await jax.blockUntilReady(after);
        jax.tree.dispose(after.losses);
      }
    },
    dispose: () => jax.tree.dispose(state),
  };
}
