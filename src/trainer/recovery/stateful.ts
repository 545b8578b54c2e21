import { ArgumentError, checkState, describeValue, isGanCoreError } from '../../errors';
import type { Optimizer, OptimizerState } from '../../optimizers';

/** Keeps tensors between the steps: an optimizer, a penalty with averages, the moving average of G. */
export interface Stateful {
  /** Its argument's name. */
  readonly argument: string;
  save(): OptimizerState | Promise<OptimizerState>;
  restore(state: OptimizerState): void | Promise<void>;
}

/** The object under its argument's name, with what its `save` gives checked: it may be a user's own. */
export function stateful(argument: string, object: Pick<Optimizer, 'save' | 'restore'>): Stateful {
  const checked = (state: OptimizerState) => {
    try {
      return checkState(state);
    } catch (cause) {
      if (!isGanCoreError(cause)) throw cause;
      const expected = '{ updates: 0, tensors: { name: tensor } }, copies that are in use';
      throw new ArgumentError(argument, `its save() gave ${describeValue(state)}; expected ${expected}.`, {
        cause,
      });
    }
  };
  return {
    argument,
    save: () => {
      const state = object.save();
      return state instanceof Promise ? state.then(checked) : checked(state);
    },
    restore: (state) => object.restore(state),
  };
}
