import {
  ArgumentError,
  checkNumber,
  describeValue,
  interval,
  isFunction,
  nonNegative,
  positive,
} from '../errors';
import type { LearningRateSchedule } from './cosine-decay';

/** Refuses decays and momenta outside [0, 1). */
export function checkDecays(settings: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(settings)) checkNumber(name, value, interval('[0, 1)'));
}

/** The schedule of a learning rate, whose every rate is checked: a constant one at once, another's when it is asked. */
export function checkedSchedule(learningRate: number | LearningRateSchedule): LearningRateSchedule {
  if (!isFunction(learningRate)) {
    checkNumber('learningRate', learningRate, positive, ', or a function of the update');
    return () => learningRate;
  }
  return (update) => {
    const rate = learningRate(update);
    if (typeof rate === 'number' && nonNegative.holds(rate)) return rate;
    throw new ArgumentError(
      'learningRate',
      `gave ${describeValue(rate)} for update ${update}; expected ${nonNegative.words}.`,
    );
  };
}
