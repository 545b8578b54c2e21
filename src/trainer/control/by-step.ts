/** A number, or a function that gives it for a step: of the number of steps that were done before. */
export type ByStep = number | ((step: number) => number);

/** The number for the step that follows so many. */
export function atStep(value: ByStep, step: number): number {
  return typeof value === 'function' ? value(step) : value;
}
