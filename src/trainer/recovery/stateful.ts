import { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkState, describeValue, isGanCoreError } from '../../errors';
import type { Optimizer, OptimizerState } from '../../optimizers';

/** Keeps tensors between the steps: an optimizer, a penalty with averages, the moving average of G. */
export interface Stateful {
  /** Its argument's name. */
  readonly argument: string;
  /** Its own name, unlike that of any other of the trainer; a checkpoint knows it by that. */
  readonly key: string;
  /** Kind of thing, such as an optimizer's name: another one can't take over what it keeps. */
  readonly kind: string | undefined;
  save(): OptimizerState | Promise<OptimizerState>;
  restore(state: OptimizerState): void | Promise<void>;
}

/** The object under its argument's name, with what its `save` gives checked: it may be a user's own. */
export function stateful(
  argument: string,
  object: Pick<Optimizer, 'save' | 'restore'> & { readonly name?: string },
  key = argument,
): Stateful {
  const checked = (state: OptimizerState) => {
    try {
      return checkState(state);
    } catch (cause) {
      if (!isGanCoreError(cause)) throw cause;
      for (const tensor of Object.values(state?.tensors ?? {}))
        if (tensor instanceof Tensor) tensor.dispose();
      const expected = '{ updates: 0, tensors: { name: tensor } }, copies that are in use';
      throw new ArgumentError(argument, `its save() gave ${describeValue(state)}; expected ${expected}.`, {
        cause,
      });
    }
  };
  return {
    argument,
    key,
    kind: object.name,
    save: () => {
      const state = object.save();
      return state instanceof Promise ? state.then(checked) : checked(state);
    },
    restore: (state) => object.restore(state),
  };
}
