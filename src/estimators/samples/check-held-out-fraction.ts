import { ArgumentError, describeValue } from '../../errors';

/** Refuses what isn't a fraction of the samples. */
export function checkHeldOutFraction(heldOutFraction: number): void {
  if (!(typeof heldOutFraction === 'number' && heldOutFraction > 0 && heldOutFraction < 1)) {
    throw new ArgumentError(
      'heldOutFraction',
      `got ${describeValue(heldOutFraction)}; expected a fraction in (0, 1), such as 0.4.`,
    );
  }
}
