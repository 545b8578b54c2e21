import { ArgumentError, describeValue } from '../../errors';

/** Refuses what isn't a fraction of the samples. */
export function checkHeldOut(heldOut: number): void {
  if (!(typeof heldOut === 'number' && heldOut > 0 && heldOut < 1)) {
    throw new ArgumentError(
      'heldOut',
      `got ${describeValue(heldOut)}; expected a fraction in (0, 1), such as 0.4.`,
    );
  }
}
