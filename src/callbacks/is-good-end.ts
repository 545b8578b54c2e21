import type { TrainingOutcome } from '../trainer';

/** Whether a run ended in a state that is worth a look. */
export function isGoodEnd({ reason }: TrainingOutcome): boolean {
  return reason === 'completed' || reason === 'stopped' || reason === 'data-ended';
}
