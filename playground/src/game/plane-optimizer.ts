import { adam, adamW, type Optimizer, rmsProp, sgd } from 'gan-core/optimizers';
import type { OptimizerName } from '../settings/choices';

const makers: Readonly<Record<OptimizerName, (learningRate: number, beta1: number) => Optimizer>> = {
  adam: (learningRate, beta1) => adam({ learningRate, beta1 }),
  adamw: (learningRate, beta1) => adamW({ learningRate, beta1 }),
  rmsprop: (learningRate) => rmsProp({ learningRate }),
  sgd: (learningRate) => sgd({ learningRate }),
};

/** The optimizer of a name. */
export function planeOptimizer(name: OptimizerName, learningRate: number, beta1: number): Optimizer {
  return makers[name](learningRate, beta1);
}
