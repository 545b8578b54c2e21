import {
  clone,
  dispose,
  keep,
  type NamedTensorMap,
  scalar,
  type Optimizer as TfjsOptimizer,
} from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../errors';
import type { Optimizer } from './optimizer';

/**
 * Lets an optimizer of tfjs (`tf.train.rmsprop(1e-4)`, say) serve where gan-core expects one of its own.
 *
 * Mind tfjs's default epsilon: on webgl it is 1e-4 where every other backend has 1e-7, so pass one yourself. Where webgl keeps
 * float16 only it is 1e-7, which gives NaN: pass 1e-3 there.
 *
 * @param optimizer - any optimizer of tfjs-core
 * @returns the same optimizer, as gan-core takes it
 * @throws ArgumentError for what is no optimizer of tfjs
 */
export function fromTfjsOptimizer(optimizer: TfjsOptimizer): Optimizer {
  if (typeof optimizer?.applyGradients !== 'function') {
    throw new ArgumentError(
      'optimizer',
      `got ${describeValue(optimizer)}; expected an optimizer of tfjs, such as tf.train.rmsprop(1e-4).`,
    );
  }
  return {
    name: optimizer.getClassName(),
    update(weights, gradients) {
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
      const copies = moments.map(({ name, tensor }) => [name, keep(clone(tensor))] as const);
      return { updates: optimizer.iterations, tensors: Object.fromEntries(copies) };
    },
    async restore({ updates, tensors }) {
      dispose((await optimizer.getWeights()).map(({ tensor }) => tensor)); // setWeights forgets them undisposed
      const saved = Object.entries(tensors).map(([name, tensor]) => ({ name, tensor }));
      const iterations = { name: 'iter', tensor: scalar(updates, 'int32') };
      await optimizer.setWeights([iterations, ...saved]);
      iterations.tensor.dispose();
    },
    dispose: () => optimizer.dispose(),
  };
}
