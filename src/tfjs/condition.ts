import type { Tensor } from '@tensorflow/tfjs-core';

/** Traits that samples are to have, batch first: labels, a picture, several of them. Any dtype. */
export type Condition = Tensor | readonly Tensor[];

/** The tensors of a condition, one by one; none where there is no condition. */
export function conditionTensors(condition: Condition | undefined): readonly Tensor[] {
  if (condition === undefined) return [];
  return Array.isArray(condition) ? (condition as readonly Tensor[]) : [condition as Tensor];
}

/** The condition with each of its tensors replaced; it stays one tensor, or several. */
export function mapCondition<C extends Condition | undefined>(
  condition: C,
  map: (tensor: Tensor) => Tensor,
): C {
  if (condition === undefined) return condition;
  const mapped = conditionTensors(condition).map(map);
  return (Array.isArray(condition) ? mapped : mapped[0]) as C;
}
