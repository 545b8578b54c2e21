import type { AdversarialLoss } from '../../losses';
import type { Penalty } from '../../penalties';

/** What tells one game from another, in words: threads compare it, since functions can't be sent. */
export function describeGame({
  loss,
  penalties,
  packing,
}: {
  readonly loss: AdversarialLoss;
  readonly penalties: readonly Penalty[];
  readonly packing: number;
}): string {
  const due = penalties.map(({ name, every }) => `${name} every ${every}`).join(', ') || 'no penalties';
  return `${loss.name}, ${due}, packing ${packing}`;
}
