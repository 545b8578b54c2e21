import { describeValue } from '../../errors';
import type { DiscriminatorStep } from '../game/train-step';

/** Answer of a worker to a task, its gradients being in the shared memory. */
export interface Part {
  readonly kind: 'part';
  readonly loss: number;
  /** Values of the penalties in a step of D, else empty. */
  readonly penalties: Readonly<Record<string, number>>;
  readonly realLogits: Float32Array;
  readonly fakeLogits: Float32Array;
}

/**
 * Says in words what is wrong with a part, or undefined: a script may post what it likes.
 *
 * @param own - this thread's step of D, whose likes the parts must be; undefined for a step of G
 */
export function problemOfPart(part: Part, own: DiscriminatorStep | undefined): string | undefined {
  const wrong = (member: keyof Part, expected: string) =>
    `sent a part with ${describeValue(part[member])} as ${member}; expected ${expected}.`;
  if (typeof part.loss !== 'number') return wrong('loss', 'a number');
  const penalties: Partial<Part['penalties']> = part.penalties ?? {};
  const missing = Object.keys(own?.penalties ?? {}).find((name) => typeof penalties[name] !== 'number');
  if (missing !== undefined) return wrong('penalties', `a number for '${missing}'`);
  for (const member of ['realLogits', 'fakeLogits'] as const) {
    const size = own ? own[member].size : 0;
    const isFine = part[member] instanceof Float32Array && part[member].length === size;
    if (!isFine) return wrong(member, `a Float32Array of ${size}`);
  }
  return undefined;
}
