import type { Game } from '../train-step';

/** What tells one game from another, in words: threads compare it, since functions can't be sent. */
export function describeGame({ loss, penalties }: Game, packing = 1): string {
  const due = penalties.map(({ name, every }) => `${name} every ${every}`).join(', ') || 'no penalties';
  return `${loss.name}, ${due}, packing ${packing}`;
}
