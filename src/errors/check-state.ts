import { ArgumentError } from './argument-error';
import { checkTensor } from './check-tensor';
import { describeValue } from './describe-value';

/**
 * Refuses what no `save` gave: it isn't a count of updates with tensors by name, all in use.
 *
 * @param state - what came
 * @returns it, read once
 * @throws ArgumentError naming `state`
 */
export function checkState<State>(state: State): State {
  const { updates, tensors } = (state ?? {}) as { readonly updates?: unknown; readonly tensors?: unknown };
  const isSaved =
    Number.isSafeInteger(updates) &&
    (updates as number) >= 0 &&
    typeof tensors === 'object' &&
    tensors !== null &&
    !Array.isArray(tensors);
  if (!isSaved) {
    const expected = 'what save() gave, once it is awaited';
    throw new ArgumentError('state', `got ${describeValue(state)}; expected ${expected}.`);
  }
  const read = Object.entries(tensors);
  for (const [name, tensor] of read)
    checkTensor(`state.tensors.${name}`, tensor, { expected: 'a tensor', mayBeEmpty: true });
  return { updates, tensors: Object.fromEntries(read) } as State;
}
