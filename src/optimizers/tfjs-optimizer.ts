import {
  clone,
  dispose,
  keep,
  type NamedTensorMap,
  scalar,
  type Optimizer as TfjsOptimizer,
  Variable,
} from '@tensorflow/tfjs-core';
import { ArgumentError, checkMembers, checkState } from '../errors';
import { checkUpdate } from './check-update';
import type { Optimizer } from './optimizer';

/**
 * Lets an optimizer of tfjs (`tf.train.rmsprop(1e-4)`, say) serve where gan-core expects one of its own.
 *
 * Mind tfjs's default epsilon: on webgl it is 1e-4 where every other backend has 1e-7, so pass one yourself. Where webgl keeps
 * float16 only it is 1e-7, which gives NaN: pass 1e-3 there.
 *
 * @param optimizer - an optimizer of tfjs-core, but for adamax: it can't give its state out, to go back to after a fault
 * @returns the same optimizer, as gan-core takes it
 * @throws ArgumentError for what is no optimizer of tfjs
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { fromTfjsOptimizer } from 'gan-core/optimizers';
 * const w = tf.variable(tf.tensor1d([1]));
 * const optimizer = fromTfjsOptimizer(tf.train.sgd(0.1));
 * optimizer.update([w], [tf.tensor1d([2])]);
 * // 1 − 0.1·2
 * console.log(w.dataSync()[0]?.toFixed(4)); // → 0.8000
 * ```
 */
export function fromTfjsOptimizer(optimizer: TfjsOptimizer): Optimizer {
  checkMembers('optimizer', optimizer, {
    expected: 'an optimizer of tfjs, such as tf.train.rmsprop(1e-4)',
    functions: ['applyGradients', 'getClassName', 'getWeights', 'setWeights', 'dispose'],
  });
  if (optimizer.getClassName() === 'Adamax') {
    throw new ArgumentError(
      'optimizer',
      "is tfjs's Adamax, whose getWeights() isn't implemented: no fault in training could be gone back from; expected another one, such as adam().",
    );
  }
  return {
    name: optimizer.getClassName(),
    update(weights, gradients) {
      checkUpdate(weights, gradients);
      const named: NamedTensorMap = {};
      weights.forEach((weight, index) => {
        const gradient = gradients[index];
        if (gradient) named[weight.name] = gradient;
      });
      optimizer.applyGradients(named);
    },
    async save() {
      const [iterations, ...moments] = await optimizer.getWeights();
      iterations?.tensor.dispose(); // made for this call, while the others are the optimizer's own
      const entries = [...moments.map(({ name, tensor }) => [name, tensor] as const), ...powersOf(optimizer)];
      const copies = entries.map(([name, tensor]) => [name, keep(clone(tensor))] as const);
      return { updates: optimizer.iterations, tensors: Object.fromEntries(copies) };
    },
    async restore(state) {
      const { updates, tensors } = checkState(state);
      dispose((await optimizer.getWeights()).map(({ tensor }) => tensor)); // setWeights forgets them undisposed
      const powers = powersOf(optimizer);
      const isPower = (name: string) => powers.some(([power]) => power === name);
      const saved = Object.entries(tensors).flatMap(([name, tensor]) =>
        isPower(name) ? [] : { name, tensor },
      );
      const iterations = { name: 'iter', tensor: scalar(updates, 'int32') };
      try {
        await optimizer.setWeights([iterations, ...saved]);
        for (const [name, power] of powers) if (tensors[name]) power.assign(tensors[name]);
      } catch (cause) {
        const expected = `what ${optimizer.getClassName()} with the same settings saves`;
        throw new ArgumentError('state', `was refused: ${(cause as Error).message} Expected ${expected}.`, {
          cause,
        });
      } finally {
        iterations.tensor.dispose();
      }
    },
    dispose: () => optimizer.dispose(),
  };
}

/**
 * The powers of β₁ and β₂ that tfjs's Adam multiplies up from update to update. It computes them anew in `setWeights`, which gives
 * other last bits: a run that goes on from a saved state would not be the same.
 */
function powersOf(optimizer: TfjsOptimizer): (readonly [string, Variable])[] {
  const members = optimizer as unknown as Readonly<Record<string, unknown>>;
  return ['accBeta1', 'accBeta2'].flatMap((name) => {
    const power = members[name];
    return power instanceof Variable ? [[name, power] as const] : [];
  });
}
