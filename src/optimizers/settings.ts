import { ArgumentError, describeNumber, describeValue, isFunction } from '../errors';
import type { LearningRateSchedule } from './cosine-decay';

/** Refuses numbers that aren't positive and finite. */
export function checkPositive(settings: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!isPositive(value))
      throw new ArgumentError(name, `got ${describeNumber(value)}; expected a positive, finite number.`);
  }
}

/** Refuses decays and momenta outside [0, 1). */
export function checkDecays(settings: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!(typeof value === 'number' && value >= 0 && value < 1))
      throw new ArgumentError(name, `got ${describeNumber(value)}; expected a number in [0, 1).`);
  }
}

/** Refuses switches that are neither true nor false. */
export function checkFlags(settings: Readonly<Record<string, boolean>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== 'boolean')
      throw new ArgumentError(name, `got ${describeValue(value)}; expected true or false.`);
  }
}

/** The schedule of a learning rate, whose every rate is checked: a constant one at once, another's when it is asked. */
export function checkedSchedule(learningRate: number | LearningRateSchedule): LearningRateSchedule {
  if (!isFunction(learningRate)) {
    if (isPositive(learningRate)) return () => learningRate;
    throw new ArgumentError(
      'learningRate',
      `got ${describeNumber(learningRate)}; expected a positive, finite number, or a function of the update.`,
    );
  }
  return (update) => {
    const rate = learningRate(update);
    if (typeof rate === 'number' && rate >= 0 && Number.isFinite(rate)) return rate;
    throw new ArgumentError(
      'learningRate',
      `gave ${describeValue(rate)} for update ${update}; expected a finite number, at least 0.`,
    );
  };
}

function isPositive(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}
