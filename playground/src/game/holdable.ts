import type { Optimizer } from 'gan-core/optimizers';

/** An optimizer that can be held: it then moves nothing, as if its network had no turn. */
export interface HoldableOptimizer extends Optimizer {
  isHeld: boolean;
}

/** Lets an optimizer be held, so that a step may be D's alone or G's alone. Not held, it changes nothing. */
export function holdable(optimizer: Optimizer): HoldableOptimizer {
  return {
    name: optimizer.name,
    isHeld: false,
    update(weights, gradients) {
      if (!this.isHeld) optimizer.update(weights, gradients);
    },
    save: () => optimizer.save(),
    restore: (state) => optimizer.restore(state),
    dispose: () => optimizer.dispose(),
  };
}
