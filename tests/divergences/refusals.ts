import { expect } from 'vitest';
import { ArgumentError } from '../../src/errors';

/** Runs it and hands back the ArgumentError it must throw. */
function refusal(run: () => unknown): ArgumentError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ArgumentError);
    return error as ArgumentError;
  }
  throw new Error('nothing was thrown');
}

/** Holds a call to refusing an argument, by its name and a message. */
export const expectRefusal = (run: () => unknown, argument: string, message: RegExp) => {
  const error = refusal(run);
  expect(error.argument).toBe(argument);
  expect(error.message).toMatch(message);
};
