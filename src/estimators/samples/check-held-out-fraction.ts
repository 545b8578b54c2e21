import { checkNumber, interval } from '../../errors';

/** Refuses what isn't a fraction of the samples. */
export function checkHeldOutFraction(heldOutFraction: number): void {
  checkNumber('heldOutFraction', heldOutFraction, interval('(0, 1)'), ', such as 0.4');
}
