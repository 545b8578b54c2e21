import { describeValue } from '../../errors';
import type { DiscriminatorStep, NetworkStep } from '../game/game';

/** Answer of a worker to a task, its gradients being in the shared memory. */
export interface Part {
  readonly kind: 'part';
  readonly loss: number;
  /** Values of the terms. */
  readonly terms: Readonly<Record<string, number>>;
  readonly realLogits: Float32Array;
  readonly fakeLogits: Float32Array;
}

/**
 * Says in words what is wrong with a part, or undefined: a script may post what it likes.
 *
 * @param own - this thread's step, whose likes the parts must be
 */
export function problemOfPart(part: Part, own: NetworkStep | DiscriminatorStep): string | undefined {
  const wrong = (member: keyof Part, expected: string) =>
    `sent a part with ${describeValue(part[member])} as ${member}; expected ${expected}.`;
  if (typeof part.loss !== 'number') return wrong('loss', 'a number');
  const terms: Partial<Part['terms']> = part.terms ?? {};
  const missing = Object.keys(own.terms).find((name) => typeof terms[name] !== 'number');
  if (missing !== undefined) return wrong('terms', `a number for '${missing}'`);
  for (const member of ['realLogits', 'fakeLogits'] as const) {
    const size = member in own ? (own as DiscriminatorStep)[member].size : 0;
    const isFine = part[member] instanceof Float32Array && part[member].length === size;
    if (!isFine) return wrong(member, `a Float32Array of ${size}`);
  }
  return undefined;
}
