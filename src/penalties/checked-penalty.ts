import { ArgumentError, checkState, describeValue } from '../errors';
import type { Penalty } from './penalty';
import type { PenaltyInputs } from './penalty-inputs';

/** The penalty with a look at what it is given: it is called from a Trainer, but by anyone's own loop too. */
export function checkedPenalty(penalty: Penalty): Penalty {
  const { compute, restore, ...rest } = penalty;
  return {
    ...rest,
    compute(inputs) {
      if (typeof inputs !== 'object' || inputs === null) {
        const expected = '{ discriminate, real, fake, realLogits, fakeLogits, random }';
        throw new ArgumentError('inputs', `got ${describeValue(inputs)}; expected ${expected}.`);
      }
      const { packs = inputs } = inputs as { readonly packs?: PenaltyInputs };
      return compute(packs);
    },
    ...(restore && {
      restore(state) {
        restore(checkState(state));
      },
    }),
  };
}
